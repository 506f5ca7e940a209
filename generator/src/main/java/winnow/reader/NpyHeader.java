package winnow.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.network.InvalidInputException;

/**
 * The head of a NumPy file (NumPy Enhancement Proposal 1, versions 1.0 and 2.0): a magic string, and a Python dictionary
 * with the keys descr, fortran_order and shape.
 *
 * @param shape sizes of the axes in C order
 * @param bytes length of the head
 */
record NpyHeader(List<Integer> shape, int bytes) {
    private static final int MAGIC_BYTES = 6;
    private static final int ALIGNMENT = 64;
    private static final int MAXIMUM_BYTES = 1 << 16;

    NpyHeader {
        shape = List.copyOf(shape);
    }

    /** Reads and checks the head: unsigned bytes in C order that fill the file exactly. */
    static NpyHeader read(Path file, ByteSource source) throws IOException {
        byte[] start = source.read(0, (int) Math.min(12, source.length()));
        int major = start.length == 12 ? start[MAGIC_BYTES] : 0;
        if (major != 1 && major != 2) {
            throw new InvalidInputException(file + ": is a NumPy file of version " + major + "; Winnow reads 1.0 and 2.0");
        }
        ByteBuffer lengths = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        int prefix = major == 1 ? 10 : 12;
        long length = major == 1 ? Short.toUnsignedInt(lengths.getShort(8)) : Integer.toUnsignedLong(lengths.getInt(8));
        if (length > MAXIMUM_BYTES || prefix + length > source.length()) {
            throw new InvalidInputException(file + ": a head of " + length + " bytes is longer than the file or " + MAXIMUM_BYTES);
        }
        String dictionary = new String(source.read(prefix, (int) length), StandardCharsets.ISO_8859_1);
        NpyHeader header = new NpyHeader(new Dictionary(file, dictionary).shape(), prefix + (int) length);
        double values = header.shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
        if (header.bytes + values != source.length()) {
            throw new InvalidInputException(file + ": its head " + header.shape + " promises "
                    + Math.round(header.bytes + values) + " bytes, the file has " + source.length());
        }
        return header;
    }

    /** The head, in version 1.0, of a file of unsigned bytes. */
    static byte[] write(List<Integer> shape) {
        StringBuilder sizes = new StringBuilder();
        shape.forEach(size -> sizes.append(size).append(", "));
        String dictionary = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + sizes + "), }";
        int length = (10 + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - 10;
        ByteBuffer head = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
        head.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) length);
        head.put((dictionary + " ".repeat(length - 1 - dictionary.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return head.array();
    }

    /** A reader of the one Python dictionary that such a head is. */
    private static final class Dictionary {
        private final Path file;
        private final String text;
        private int next;

        Dictionary(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        List<Integer> shape() {
            List<Integer> shape = null;
            expect('{');
            while (!at('}')) {
                String key = quoted();
                expect(':');
                if (key.equals("descr")) {
                    checkType(at('\'') ? quoted() : text.substring(next));
                } else if (key.equals("fortran_order")) {
                    checkOrder(word());
                } else if (key.equals("shape")) {
                    shape = sizes();
                } else {
                    throw damaged();
                }
                skip(',');
            }
            if (shape == null) {
                throw damaged();
            }
            return shape;
        }

        private void checkType(String type) {
            if (!List.of("|u1", "<u1", ">u1", "=u1", "u1").contains(type)) {
                throw new InvalidInputException(file + ": has values of type " + type.strip() + "; Winnow reads uint8 (astype(numpy.uint8))");
            }
        }

        private void checkOrder(String order) {
            if (!order.equals("False")) {
                throw new InvalidInputException(file + ": is in Fortran order; save numpy.ascontiguousarray of it");
            }
        }

        private List<Integer> sizes() {
            List<Integer> sizes = new ArrayList<>();
            expect('(');
            while (!at(')')) {
                try {
                    sizes.add(Integer.parseInt(word()));
                } catch (NumberFormatException e) {
                    throw damaged();
                }
                skip(',');
            }
            expect(')');
            return sizes;
        }

        private String quoted() {
            expect('\'');
            int end = text.indexOf('\'', next);
            if (end < 0) {
                throw damaged();
            }
            String quoted = text.substring(next, end);
            next = end + 1;
            return quoted;
        }

        private String word() {
            blanks();
            int start = next;
            while (next < text.length() && Character.isLetterOrDigit(text.charAt(next))) {
                next++;
            }
            return text.substring(start, next);
        }

        private boolean at(char c) {
            blanks();
            if (next >= text.length()) {
                throw damaged();
            }
            return text.charAt(next) == c;
        }

        private void skip(char c) {
            if (at(c)) {
                next++;
            }
        }

        private void expect(char c) {
            if (!at(c)) {
                throw damaged();
            }
            next++;
        }

        private void blanks() {
            while (next < text.length() && text.charAt(next) == ' ') {
                next++;
            }
        }

        private InvalidInputException damaged() {
            return new InvalidInputException(file + ": the head of this NumPy file is not as NumPy writes it: " + text.strip());
        }
    }
}
