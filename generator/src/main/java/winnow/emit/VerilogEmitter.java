package winnow.emit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.io.IOUtils;
import org.stringtemplate.v4.AutoIndentWriter;
import org.stringtemplate.v4.ST;
import org.stringtemplate.v4.STGroup;
import org.stringtemplate.v4.STGroupFile;
import winnow.rtl.OutputModule;

/** Renders output modules through the templates of their names, and reads the static library. */
public final class VerilogEmitter {
    private static final String TEMPLATES = "/rtl-templates/";

    private final String header;

    /**
     * @param header comment lines that open every file, each ended by a newline
     */
    public VerilogEmitter(String header) {
        this.header = header;
    }

    /** The text of a module: ASCII, lines ended by a newline, without trailing blanks. */
    public byte[] emit(OutputModule module) {
        String name = module.getClass().getSimpleName();
        STGroup group = new STGroupFile(resource(name + ".stg"), "UTF-8", '«', '»');
        group.setListener(new TemplateComplaint());
        group.registerModelAdaptor(Record.class, new RecordAdaptor());
        ST template = group.getInstanceOf(name);
        if (template == null) {
            throw new IllegalStateException("template " + name + " is not in " + name + ".stg");
        }
        template.add("m", module);
        StringWriter text = new StringWriter();
        template.write(new AutoIndentWriter(text, "\n"), Locale.ROOT, new TemplateComplaint());
        return ascii(module.name(), header + text.toString().replaceAll("[ \t]+\n", "\n") + "\n");
    }

    /** A module of the static library, with the header that all emitted files have. */
    public byte[] library(String module) {
        try {
            String text = IOUtils.toString(resource("lib/" + module + ".v"), StandardCharsets.UTF_8);
            return ascii(module, header + text);
        } catch (IOException e) {
            throw new UncheckedIOException("library module " + module, e);
        }
    }

    private static byte[] ascii(String name, String text) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalStateException(name + ": emitted text is not ASCII");
        }
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static URL resource(String name) {
        URL url = VerilogEmitter.class.getResource(TEMPLATES + name);
        if (url == null) {
            throw new IllegalStateException("resource " + TEMPLATES + name + " is missing");
        }
        return url;
    }
}
