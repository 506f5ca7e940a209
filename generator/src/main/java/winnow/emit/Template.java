package winnow.emit;

import java.io.StringWriter;
import java.net.URL;
import java.util.Locale;
import org.stringtemplate.v4.AutoIndentWriter;
import org.stringtemplate.v4.ST;
import org.stringtemplate.v4.STGroup;
import org.stringtemplate.v4.STGroupFile;

/** Renders a record through the template of its name. */
final class Template {
    private static final String TEMPLATES = "/rtl-templates/";

    private Template() {}

    /** The text: lines ended by a newline, without trailing blanks. */
    static String text(Record model) {
        String name = model.getClass().getSimpleName();
        STGroup group = new STGroupFile(resource(name + ".stg"), "UTF-8", '«', '»');
        group.setListener(new TemplateComplaint());
        group.registerModelAdaptor(Record.class, new RecordAdaptor());
        ST template = group.getInstanceOf(name);
        if (template == null) {
            throw new IllegalStateException("template " + name + " is not in " + name + ".stg");
        }
        template.add("m", model);
        StringWriter text = new StringWriter();
        template.write(new AutoIndentWriter(text, "\n"), Locale.ROOT, new TemplateComplaint());
        return text.toString().replaceAll("[ \t]+\n", "\n") + "\n";
    }

    /** A file among the templates. */
    static URL resource(String name) {
        URL url = Template.class.getResource(TEMPLATES + name);
        if (url == null) {
            throw new IllegalStateException("resource " + TEMPLATES + name + " is missing");
        }
        return url;
    }
}
