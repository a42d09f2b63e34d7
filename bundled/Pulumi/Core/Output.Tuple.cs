namespace Pulumi;

/// <summary>Several values of different types as one tuple: known once every one is, secret if one of them is.</summary>
public static partial class Output
{
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2) =>
        Tuple(item1.ToOutput(), item2.ToOutput());

    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2)
    {
        return new(JoinAsync());

        async Task<OutputData<(T1, T2)>> JoinAsync()
        {
            var d1 = await item1.DataTask.ConfigureAwait(false);
            var d2 = await item2.DataTask.ConfigureAwait(false);
            return OutputData.Known((d1.Value, d2.Value)).With(d1).With(d2);
        }
    }

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3) =>
        Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput());

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3)
    {
        return new(JoinAsync());

        async Task<OutputData<(T1, T2, T3)>> JoinAsync()
        {
            var d1 = await item1.DataTask.ConfigureAwait(false);
            var d2 = await item2.DataTask.ConfigureAwait(false);
            var d3 = await item3.DataTask.ConfigureAwait(false);
            return OutputData.Known((d1.Value, d2.Value, d3.Value)).With(d1).With(d2).With(d3);
        }
    }

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4) =>
        Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput());

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4)
    {
        return new(JoinAsync());

        async Task<OutputData<(T1, T2, T3, T4)>> JoinAsync()
        {
            var d1 = await item1.DataTask.ConfigureAwait(false);
            var d2 = await item2.DataTask.ConfigureAwait(false);
            var d3 = await item3.DataTask.ConfigureAwait(false);
            var d4 = await item4.DataTask.ConfigureAwait(false);
            return OutputData.Known((d1.Value, d2.Value, d3.Value, d4.Value)).With(d1).With(d2).With(d3).With(d4);
        }
    }

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5) =>
        Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput());

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5)
    {
        return new(JoinAsync());

        async Task<OutputData<(T1, T2, T3, T4, T5)>> JoinAsync()
        {
            var d1 = await item1.DataTask.ConfigureAwait(false);
            var d2 = await item2.DataTask.ConfigureAwait(false);
            var d3 = await item3.DataTask.ConfigureAwait(false);
            var d4 = await item4.DataTask.ConfigureAwait(false);
            var d5 = await item5.DataTask.ConfigureAwait(false);
            return OutputData.Known((d1.Value, d2.Value, d3.Value, d4.Value, d5.Value)).With(d1).With(d2).With(d3).With(d4).With(d5);
        }
    }

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6) =>
        Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput(), item6.ToOutput());

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6)
    {
        return new(JoinAsync());

        async Task<OutputData<(T1, T2, T3, T4, T5, T6)>> JoinAsync()
        {
            var d1 = await item1.DataTask.ConfigureAwait(false);
            var d2 = await item2.DataTask.ConfigureAwait(false);
            var d3 = await item3.DataTask.ConfigureAwait(false);
            var d4 = await item4.DataTask.ConfigureAwait(false);
            var d5 = await item5.DataTask.ConfigureAwait(false);
            var d6 = await item6.DataTask.ConfigureAwait(false);
            return OutputData.Known((d1.Value, d2.Value, d3.Value, d4.Value, d5.Value, d6.Value)).With(d1).With(d2).With(d3).With(d4).With(d5).With(d6);
        }
    }

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6, Input<T7> item7) =>
        Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput(), item6.ToOutput(), item7.ToOutput());

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6, Output<T7> item7)
    {
        return new(JoinAsync());

        async Task<OutputData<(T1, T2, T3, T4, T5, T6, T7)>> JoinAsync()
        {
            var d1 = await item1.DataTask.ConfigureAwait(false);
            var d2 = await item2.DataTask.ConfigureAwait(false);
            var d3 = await item3.DataTask.ConfigureAwait(false);
            var d4 = await item4.DataTask.ConfigureAwait(false);
            var d5 = await item5.DataTask.ConfigureAwait(false);
            var d6 = await item6.DataTask.ConfigureAwait(false);
            var d7 = await item7.DataTask.ConfigureAwait(false);
            return OutputData.Known((d1.Value, d2.Value, d3.Value, d4.Value, d5.Value, d6.Value, d7.Value)).With(d1).With(d2).With(d3)
                .With(d4).With(d5).With(d6).With(d7);
        }
    }

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6, Input<T7> item7, Input<T8> item8) =>
        Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput(), item6.ToOutput(), item7.ToOutput(), item8.ToOutput());

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6, Output<T7> item7, Output<T8> item8)
    {
        return new(JoinAsync());

        async Task<OutputData<(T1, T2, T3, T4, T5, T6, T7, T8)>> JoinAsync()
        {
            var d1 = await item1.DataTask.ConfigureAwait(false);
            var d2 = await item2.DataTask.ConfigureAwait(false);
            var d3 = await item3.DataTask.ConfigureAwait(false);
            var d4 = await item4.DataTask.ConfigureAwait(false);
            var d5 = await item5.DataTask.ConfigureAwait(false);
            var d6 = await item6.DataTask.ConfigureAwait(false);
            var d7 = await item7.DataTask.ConfigureAwait(false);
            var d8 = await item8.DataTask.ConfigureAwait(false);
            return OutputData.Known((d1.Value, d2.Value, d3.Value, d4.Value, d5.Value, d6.Value, d7.Value, d8.Value)).With(d1).With(d2).With(d3).With(d4)
                .With(d5).With(d6).With(d7).With(d8);
        }
    }
}
