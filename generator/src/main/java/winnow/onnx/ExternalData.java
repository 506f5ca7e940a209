package winnow.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tensors in files beside the model. A model must not read what its folder does not hold: neither by a path that leads out
 * of it nor by a link.
 *
 * @param folder of the model's file
 */
record ExternalData(Path folder) {
    /**
     * The bytes of a tensor.
     *
     * @param bytes how many its shape and type take
     * @throws Refusal if the file is not there, outside the folder, or shorter
     */
    ByteBuffer read(TensorProto tensor, long bytes) {
        Map<String, String> entries = tensor.getExternalDataList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue, (first, second) -> second));
        String location = entries.getOrDefault("location", "");
        long offset = number(entries, "offset", 0);
        long length = number(entries, "length", bytes);
        if (length != bytes || bytes > Integer.MAX_VALUE) {
            throw new Refusal("its external data has " + length + " bytes, but its shape and type take " + bytes);
        }
        try {
            return read(resolved(location), location, offset, (int) bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Map<String, String> entries, String key, long otherwise) {
        try {
            long number = Long.parseLong(entries.getOrDefault(key, Long.toString(otherwise)));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same problem as a negative one
        }
        throw new Refusal("the " + key + " \"" + entries.get(key) + "\" of its external data is no number of bytes");
    }

    private Path resolved(String location) throws IOException {
        Path real = folder.toRealPath();
        try {
            Path file = real.resolve(location).normalize();
            if (location.isBlank() || !file.startsWith(real)) {
                throw new Refusal("its external data \"" + location + "\" lies outside the model's folder; put it beside the model");
            }
            if (!Files.isRegularFile(file)) {
                throw new Refusal("its external data \"" + location + "\" is missing in the model's folder; fetch that file as well");
            }
            if (!file.toRealPath().startsWith(real)) {
                throw new Refusal("its external data \"" + location + "\" is a link that leaves the model's folder; copy the file there");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new Refusal("its external data \"" + location + "\" is no path of a file");
        }
    }

    private static ByteBuffer read(Path file, String location, long offset, int bytes) throws IOException {
        long size = Files.size(file);
        if (offset > size - bytes) {
            throw new Refusal("its external data \"" + location + "\" ends after " + size + " bytes, but " + bytes
                    + " bytes from " + offset + " on are wanted; fetch the file again");
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        try (FileChannel channel = FileChannel.open(file)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new Refusal("its external data \"" + location + "\" became shorter while it was read");
                }
            }
        }
        return buffer.flip();
    }
}
