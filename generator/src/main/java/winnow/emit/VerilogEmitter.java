package winnow.emit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.IOUtils;
import winnow.rtl.OutputModule;

/** Renders output modules through the templates of their names, and reads the static library. */
public final class VerilogEmitter {
    private final String header;

    /**
     * @param header comment lines that open every file, each ended by a newline
     */
    public VerilogEmitter(String header) {
        this.header = header;
    }

    /** The text of a module: ASCII, lines ended by a newline, without trailing blanks. */
    public byte[] emit(OutputModule module) {
        return ascii(module.name(), header + Template.text((Record) module));
    }

    /** A module of the static library, with the header that all emitted files have. */
    public byte[] library(String module) {
        try {
            String text = IOUtils.toString(Template.resource("lib/" + module + ".v"), StandardCharsets.UTF_8);
            return ascii(module, header + text);
        } catch (IOException e) {
            throw new UncheckedIOException("library module " + module, e);
        }
    }

    /** Bytes of a text that must be ASCII, named in the complaint if it is not. */
    static byte[] ascii(String name, String text) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalStateException(name + ": emitted text is not ASCII");
        }
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
