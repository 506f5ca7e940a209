package winnow.picture;

import winnow.network.Printable;

/** Text from a model file made fit for XML's content: markup escaped, ASCII only, no control characters. */
final class XmlText {
    private static final int GREATEST_ASCII = 0x7e;
    private static final String MARKUP = "<>&\"'";

    private XmlText() {}

    static String of(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        Printable.of(text).codePoints().forEach(point -> {
            if (point > GREATEST_ASCII || MARKUP.indexOf(point) >= 0) {
                escaped.append("&#").append(point).append(';');
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
