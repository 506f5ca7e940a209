package winnow.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import winnow.network.Codebook;
import winnow.network.Ints;
import winnow.output.Sha256;

/**
 * The {@code weights.bin} of a {@link ModelForm}: streams lie one behind the other in the order of the layers, without a
 * gap. Claims are checked against the file and the memory before anything is allocated for them.
 */
final class WeightsFile {
    /** What an entry needs while it is decoded: codes, indices and positions, and a copy of each. */
    private static final long BYTES_PER_ENTRY = 24;

    private static final long UNKNOWN = -1;

    private final Path path;
    private final List<String> problems;
    private final byte[] bytes;
    private long expectedOffset;
    private boolean placesKnown = true;

    WeightsFile(Path path, List<String> problems) throws IOException {
        this.path = path;
        this.problems = problems;
        if (Files.isRegularFile(path)) {
            ModelFormReader.requireReadable(path);
            bytes = Files.readAllBytes(path);
        } else {
            bytes = null;
            problems.add(path + ": no such file; it holds the weights and belongs beside " + ModelForm.MODEL);
        }
    }

    /** Stops checking where streams begin: one of them was not read, so what should follow is not known. */
    void forgetPlaces() {
        placesKnown = false;
    }

    void checkSum(JsonFields fields) {
        long length = fields.integer("bytes", 0, Integer.MAX_VALUE);
        String sum = fields.text("sha256");
        if (bytes == null) {
            return;
        }
        if (length != bytes.length) {
            fields.problem("bytes", length + ", but " + path + " has " + bytes.length + " bytes: it is "
                    + (bytes.length < length ? "truncated" : "too long") + " or belongs to another model");
        } else if (!sum.isEmpty() && !sum.equals(Sha256.of(bytes))) {
            fields.problem("sha256", sum + ", but " + path + " has " + Sha256.of(bytes)
                    + ": it was changed or belongs to another model");
        }
    }

    /** The stream that the fields describe, or null if there are problems. */
    WeightStream stream(JsonFields fields, Codebook codebook) {
        int before = fields.problemCount();
        int codeBits = fields.integer("code_bits", 1, 8);
        int indexBits = fields.integer("index_bits", 1, 8);
        int entries = fields.integer("entries", 0, Integer.MAX_VALUE);
        boolean sized = fields.problemCount() == before;
        if (sized && codebook != null && codeBits != codebook.codeBits()) {
            fields.problem("code_bits", codeBits + ", but a codebook of " + codebook.size() + " has codes of "
                    + codebook.codeBits() + " bits");
        }
        int codes = offset(fields.object("codes"), sized ? BitStream.bytes(entries, codeBits) : UNKNOWN);
        int indices = offset(fields.object("indices"), sized ? BitStream.bytes(entries, indexBits) : UNKNOWN);
        if (entries > Runtime.getRuntime().maxMemory() / BYTES_PER_ENTRY) {
            fields.problem("entries", entries + " do not fit the memory of " + Runtime.getRuntime().maxMemory()
                    + " bytes; give Java more with -Xmx");
        }
        if (bytes == null || fields.problemCount() > before) {
            return null;
        }
        checkEnds(fields, codes, entries, codeBits);
        checkEnds(fields, indices, entries, indexBits);
        return new WeightStream(Ints.of(BitStream.unpack(bytes, codes, entries, codeBits)),
                Ints.of(BitStream.unpack(bytes, indices, entries, indexBits)), indexBits);
    }

    private void checkEnds(JsonFields fields, int offset, int entries, int bits) {
        if (!BitStream.endsInZeros(bytes, offset, entries, bits)) {
            fields.problem("entries", "the byte at offset " + (offset + BitStream.bytes(entries, bits) - 1) + " of " + path
                    + " has a one after the last of " + entries + " numbers of " + bits + " bits; these bits are zero");
        }
    }

    /**
     * Where packed numbers begin.
     *
     * @param needed how many bytes they take, or {@link #UNKNOWN}
     */
    private int offset(JsonFields fields, long needed) {
        int before = fields.problemCount();
        int offset = fields.integer("offset", 0, Integer.MAX_VALUE);
        int length = fields.integer("bytes", 0, Integer.MAX_VALUE);
        if (fields.problemCount() == before && needed != UNKNOWN && length != needed) {
            fields.problem("bytes", length + ", but the entries take " + needed);
        }
        if (fields.problemCount() == before && placesKnown && offset != expectedOffset) {
            fields.problem("offset", offset + ", but what lies before ends at " + expectedOffset);
        }
        if (bytes != null && fields.problemCount() == before && (long) offset + length > bytes.length) {
            fields.problem("bytes", "ends at offset " + ((long) offset + length) + ", but " + path + " ends at " + bytes.length);
        }
        placesKnown &= fields.problemCount() == before;
        expectedOffset = (long) offset + length;
        return offset;
    }

    /** Reports what lies behind the last stream. */
    void checkEnd() {
        if (bytes != null && placesKnown && expectedOffset != bytes.length) {
            problems.add(path + ": has " + bytes.length + " bytes, but the last layer's weights end at offset " + expectedOffset);
        }
    }
}
