namespace Pinpush.Audience;

/// <summary>The ids of one term. Many terms are nearly unique, so a single id is kept in place, without a bitmap.</summary>
internal struct IdSet
{
    private int single = -1;
    private Bitmap? many;

    public IdSet()
    {
    }

    public readonly bool IsEmpty => many is null ? single < 0 : many.Count == 0;

    public void Add(int id)
    {
        if (many is not null)
        {
            many.Add(id);
        }
        else if (single < 0 || single == id)
        {
            single = id;
        }
        else
        {
            many = new Bitmap();
            many.Add(single);
            many.Add(id);
        }
    }

    public void Remove(int id)
    {
        if (many is not null)
        {
            many.Remove(id);
        }
        else if (single == id)
        {
            single = -1;
        }
    }

    public readonly void AddTo(Bitmap union)
    {
        if (many is not null)
        {
            union.OrWith(many);
        }
        else if (single >= 0)
        {
            union.Add(single);
        }
    }
}
