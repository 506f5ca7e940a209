package winnow.reader;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import winnow.network.InvalidInputException;

/** Splits protobuf text format (protobuf.dev, "Text Format Language Specification") into tokens. */
final class PrototxtTokenizer {
    enum Kind {
        IDENTIFIER,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    /** A token; a string's text has its escapes resolved and no quotes. */
    record Token(Kind kind, String text, PrototxtPosition position) {
        boolean isSymbol(char symbol) {
            return kind == Kind.SYMBOL && text.charAt(0) == symbol;
        }
    }

    private static final char END_OF_TEXT = '\uffff';
    private static final String SYMBOLS = "{}<>[]:;,-.";

    private final String file;
    private final String text;
    private int next;
    private int line = 1;
    private int column = 1;

    PrototxtTokenizer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The next token; at the end of the text, {@link Kind#END} for ever. */
    Token next() {
        skipBlanksAndComments();
        PrototxtPosition start = new PrototxtPosition(line, column);
        char c = peek();
        if (c == END_OF_TEXT && next >= text.length()) {
            return new Token(Kind.END, "end of file", start);
        }
        if (isLetter(c)) {
            return new Token(Kind.IDENTIFIER, word(), start);
        }
        if (isDigit(c) || c == '.' && isDigit(peek(1))) {
            return new Token(Kind.NUMBER, number(start), start);
        }
        if (c == '"' || c == '\'') {
            return new Token(Kind.STRING, string(start), start);
        }
        if (SYMBOLS.indexOf(c) >= 0) {
            return new Token(Kind.SYMBOL, String.valueOf(advance()), start);
        }
        throw error(start, "the character " + shown(c) + " does not belong in a prototxt");
    }

    InvalidInputException error(PrototxtPosition position, String problem) {
        return new InvalidInputException(file + ":" + position + ": " + problem);
    }

    private void skipBlanksAndComments() {
        while (next < text.length()) {
            char c = peek();
            if (c == '#') {
                while (next < text.length() && peek() != '\n') {
                    advance();
                }
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0b || c == '\ufeff' && next == 0) {
                advance();
            } else {
                return;
            }
        }
    }

    private String word() {
        int start = next;
        while (isLetter(peek()) || isDigit(peek())) {
            advance();
        }
        return text.substring(start, next);
    }

    private String number(PrototxtPosition position) {
        int start = next;
        boolean hexadecimal = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X');
        while (isLetter(peek()) || isDigit(peek()) || peek() == '.') {
            char c = advance();
            boolean exponent = !hexadecimal && (c == 'e' || c == 'E');
            if (exponent && (peek() == '+' || peek() == '-')) {
                advance();
            }
        }
        String number = text.substring(start, next);
        if (!PrototxtNumber.isNumber(number)) {
            throw error(position, "\"" + number + "\" is not a number");
        }
        return number;
    }

    private String string(PrototxtPosition start) {
        char quote = advance();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (peek() != quote) {
            if (next >= text.length() || peek() == '\n') {
                throw error(start, "the string that begins here has no closing " + quote);
            }
            if (peek() == '\\') {
                escape(bytes);
            } else {
                int codePoint = text.codePointAt(next);
                for (int i = 0; i < Character.charCount(codePoint); i++) {
                    advance();
                }
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
        }
        advance();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void escape(ByteArrayOutputStream bytes) {
        PrototxtPosition start = new PrototxtPosition(line, column);
        advance();
        char c = peek();
        int simple = "abfnrtv\\'\"?".indexOf(c);
        if (simple >= 0) {
            advance();
            bytes.write("\u0007\b\f\n\r\t\u000b\\'\"?".charAt(simple));
        } else if (isDigit(c)) {
            bytes.write(digits(start, 8, 1, 3));
        } else if (c == 'x' || c == 'X') {
            advance();
            bytes.write(digits(start, 16, 1, 2));
        } else if (c == 'u' || c == 'U') {
            advance();
            int codePoint = c == 'u' ? digits(start, 16, 4, 4) : digits(start, 16, 8, 8);
            if (!Character.isValidCodePoint(codePoint)) {
                throw error(start, "the escape names no character");
            }
            bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        } else {
            throw error(start, "the escape \\" + shown(c) + " is not known");
        }
    }

    private int digits(PrototxtPosition start, int radix, int least, int most) {
        int value = 0;
        int count = 0;
        while (count < most && peek() < 128 && Character.digit(peek(), radix) >= 0) {
            value = value * radix + Character.digit(advance(), radix);
            count++;
        }
        if (count < least) {
            throw error(start, "the escape needs " + least + " digits to the base " + radix);
        }
        return value;
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return next + ahead < text.length() ? text.charAt(next + ahead) : END_OF_TEXT;
    }

    private char advance() {
        char c = text.charAt(next++);
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String shown(char c) {
        return c > ' ' && c < 127 ? "'" + c + "'" : "U+%04X".formatted((int) c);
    }
}
