package winnow.report;

import java.awt.AWTError;
import java.awt.HeadlessException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A chart of a report, or the reason why there is none.
 *
 * @param heading plain text
 * @param text    what the chart shows, or why it is left out; Markdown
 */
record Figure(String heading, String text, Optional<Drawing> drawing) {
    /**
     * @param path where the report keeps it, '/' between its parts
     * @param svg  not to be changed
     */
    record Drawing(String path, byte[] svg) {}

    static Figure missing(String heading, String why) {
        return new Figure(heading, why, Optional.empty());
    }

    /**
     * Draws a chart. Letters need the fonts of the machine; where there are none, a compression that took hours shall not be
     * lost for want of a picture.
     */
    static Figure of(String heading, String text, String path, Supplier<byte[]> svg) {
        try {
            return new Figure(heading, text, Optional.of(new Drawing(path, svg.get())));
        } catch (LinkageError | InternalError | AWTError | HeadlessException e) {
            return missing(heading, "Left out: Java cannot draw on this machine (" + MarkdownText.of(e.toString()) + "); install fontconfig and fonts, such"
                    + " as fonts-dejavu-core.");
        }
    }
}
