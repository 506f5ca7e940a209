package winnow.rtl;

import java.nio.charset.StandardCharsets;
import winnow.network.Longs;

/**
 * The contents of a memory for {@code $readmemh}: one word a line in hexadecimal, exactly as many as the memory has.
 *
 * @param width bits of a word, 1..64
 * @param words the low {@code width} bits count
 */
public record MemoryFile(String name, int width, Longs words) {
    public MemoryFile {
        if (width < 1 || width > Long.SIZE) {
            throw new IllegalArgumentException(name + ": a word has 1..64 bits, not " + width);
        }
        if (words.length() == 0) {
            throw new IllegalArgumentException(name + ": a memory has words");
        }
    }

    /** The file's bytes. */
    public byte[] bytes() {
        int digits = (width + 3) / 4;
        long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
        StringBuilder text = new StringBuilder(words.length() * (digits + 1));
        for (int i = 0; i < words.length(); i++) {
            String word = Long.toHexString(words.get(i) & mask);
            text.append("0".repeat(digits - word.length())).append(word).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
