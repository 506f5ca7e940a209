package winnow.network;

/** Text from a model file made harmless for a terminal or a log: it may hold anything, escape sequences included. */
public final class Printable {
    private Printable() {}

    /** The text with control, format and line-separating characters and lone surrogates as {@code \}{@code uXXXX}. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(printable, point));
        return printable.toString();
    }

    /** The same for a column of a table: what is longer than {@code longest} characters (at least 3) ends in dots. */
    public static String shortened(String text, int longest) {
        String printable = of(text);
        return printable.length() <= longest ? printable : printable.substring(0, longest - 3) + "...";
    }

    private static void append(StringBuilder printable, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED ->
                    new String(Character.toChars(point)).chars().forEach(unit -> printable.append(String.format("\\u%04x", unit)));
            default -> printable.appendCodePoint(point);
        }
    }
}
