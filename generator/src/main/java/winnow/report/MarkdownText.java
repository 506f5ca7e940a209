package winnow.report;

import winnow.network.Printable;

/** Text from a model file made fit for Markdown: it shows as it is, whatever markup it holds, and stays on its line. */
final class MarkdownText {
    /** The bar that parts a table's cells is the table's to escape. */
    private static final String MARKUP = "\\`*_[]<>&#~!";

    private MarkdownText() {}

    static String of(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        Printable.of(text).codePoints().forEach(point -> {
            if (MARKUP.indexOf(point) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(point);
        });
        return escaped.toString();
    }
}
