package winnow.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import winnow.network.InvalidInputException;

/** The bytes of a file, read where they are needed; a gzipped file (RFC 1952) is unpacked into memory up to a limit. */
final class ByteSource {
    static final int MAXIMUM_UNPACKED_BYTES = 1 << 30;

    private final Path file;
    /** Null if the bytes stay in the file. */
    private final byte[] unpacked;
    private final long length;

    private ByteSource(Path file, byte[] unpacked, long length) {
        this.file = file;
        this.unpacked = unpacked;
        this.length = length;
    }

    /** Opens a plain or gzipped file. */
    static ByteSource open(Path file) throws IOException {
        InputFile.require(file);
        ByteSource plain = new ByteSource(file, null, Files.size(file));
        byte[] magic = plain.read(0, (int) Math.min(2, plain.length));
        boolean gzipped = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        return gzipped ? unpack(file) : plain;
    }

    private static ByteSource unpack(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = new GZIPInputStream(raw, 1 << 16)) {
            byte[] bytes = in.readNBytes(MAXIMUM_UNPACKED_BYTES);
            if (in.read() >= 0) {
                throw new InvalidInputException(file + ": unpacks to more than " + MAXIMUM_UNPACKED_BYTES
                        + " bytes; unpack it with gunzip and give the plain file");
            }
            return new ByteSource(file, bytes, bytes.length);
        } catch (ZipException | java.io.EOFException e) {
            throw new InvalidInputException(file + ": is a damaged gzip file (" + e.getMessage() + "); fetch it again");
        }
    }

    long length() {
        return length;
    }

    /** A part of the bytes; the caller has compared it with {@link #length()}. */
    byte[] read(long offset, int count) throws IOException {
        if (unpacked != null) {
            return Arrays.copyOfRange(unpacked, (int) offset, (int) offset + count);
        }
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try (FileChannel channel = FileChannel.open(file)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new InvalidInputException(file + ": became shorter while it was read");
                }
            }
        }
        return buffer.array();
    }
}
