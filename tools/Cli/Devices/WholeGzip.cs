using System.Buffers.Binary;
using System.IO.Compression;

namespace Pinpush.Cli.Devices;

/// <summary>Reads what gzip compressed, and says at its end when that came too early: the library ends a file that was cut off as if it were whole.</summary>
/// <remarks>Source: RFC 1952: the last four bytes of a file are its length before it was compressed, modulo 2^32.</remarks>
internal sealed class WholeGzip(FileStream file) : Stream
{
    private readonly GZipStream inner = new(file, CompressionMode.Decompress);
    private uint length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">It is damaged, cut off, or several compressed files in one.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        length += (uint)read;
        if (read == 0 && buffer.Length > 0 && length != Announced())
        {
            throw new InvalidDataException("It ends too early, or is several compressed files in one: decompress it with gunzip to know.");
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private uint? Announced()
    {
        var last = new byte[4];
        return file.Length >= last.Length && RandomAccess.Read(file.SafeFileHandle, last, file.Length - last.Length) == last.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(last)
            : null;
    }
}
