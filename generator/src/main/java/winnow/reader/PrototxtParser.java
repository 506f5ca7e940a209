package winnow.reader;

import java.util.ArrayList;
import java.util.List;
import winnow.network.InvalidInputException;
import winnow.reader.PrototxtTokenizer.Kind;
import winnow.reader.PrototxtTokenizer.Token;

/**
 * Parses protobuf text format, the grammar of {@code .prototxt} files, into a tree of fields without knowing any schema:
 * nested messages in braces or angle brackets, strings that are joined when adjacent, numbers, identifiers, lists.
 * Extension names ({@code [a.b]}) do not occur in Caffe's files and are refused.
 */
public final class PrototxtParser {
    private static final int MAXIMUM_DEPTH = 64;

    private final PrototxtTokenizer tokens;
    private Token token;

    private PrototxtParser(String file, String text) {
        tokens = new PrototxtTokenizer(file, text);
        token = tokens.next();
    }

    /**
     * Parses a whole file.
     *
     * @param file how messages name the text
     * @throws InvalidInputException with file, line and column of the first thing that is not in the grammar
     */
    public static PrototxtValue.Message parse(String file, String text) {
        return new PrototxtParser(file, text).fields(null, 0);
    }

    /** Fields up to the closing symbol, or to the end of the file if there is no opening one. */
    private PrototxtValue.Message fields(Token opening, int depth) {
        List<PrototxtField> fields = new ArrayList<>();
        if (depth > MAXIMUM_DEPTH) {
            throw tokens.error(opening.position(), "messages are nested deeper than " + MAXIMUM_DEPTH);
        }
        while (!atEnd(opening)) {
            field(fields, depth);
            if (token.isSymbol(',') || token.isSymbol(';')) {
                advance();
            }
        }
        return new PrototxtValue.Message(fields);
    }

    private boolean atEnd(Token opening) {
        if (opening == null) {
            return token.kind() == Kind.END;
        }
        if (token.kind() == Kind.END) {
            throw tokens.error(opening.position(), "the message that begins here is never closed");
        }
        return token.isSymbol(opening.isSymbol('{') ? '}' : '>');
    }

    private void field(List<PrototxtField> fields, int depth) {
        if (token.kind() != Kind.IDENTIFIER) {
            throw expected("the name of a field");
        }
        Token name = advance();
        boolean colon = token.isSymbol(':');
        if (colon) {
            advance();
        }
        if (token.isSymbol('[')) {
            list(name, fields, colon, depth);
        } else {
            fields.add(new PrototxtField(name.text(), value(colon, depth), name.position()));
        }
    }

    private void list(Token name, List<PrototxtField> fields, boolean colon, int depth) {
        advance();
        while (!token.isSymbol(']')) {
            fields.add(new PrototxtField(name.text(), value(colon, depth), token.position()));
            if (token.isSymbol(',')) {
                advance();
                if (token.isSymbol(']')) {
                    throw expected("a value");
                }
            } else if (!token.isSymbol(']')) {
                throw expected("',' or ']'");
            }
        }
        advance();
    }

    private PrototxtValue value(boolean colon, int depth) {
        if (token.isSymbol('{') || token.isSymbol('<')) {
            Token opening = advance();
            PrototxtValue.Message message = fields(opening, depth + 1);
            advance();
            return message;
        }
        if (!colon) {
            throw expected("':' or '{'");
        }
        return scalar();
    }

    private PrototxtValue.Scalar scalar() {
        if (token.kind() == Kind.STRING) {
            StringBuilder text = new StringBuilder();
            while (token.kind() == Kind.STRING) {
                text.append(advance().text());
            }
            return new PrototxtValue.Scalar(PrototxtValue.Kind.STRING, text.toString());
        }
        String sign = "";
        if (token.isSymbol('-')) {
            advance();
            sign = "-";
        }
        if (token.kind() == Kind.NUMBER) {
            return new PrototxtValue.Scalar(PrototxtValue.Kind.NUMBER, sign + advance().text());
        }
        if (token.kind() == Kind.IDENTIFIER) {
            return new PrototxtValue.Scalar(PrototxtValue.Kind.IDENTIFIER, sign + advance().text());
        }
        throw expected("a value");
    }

    private Token advance() {
        Token current = token;
        token = tokens.next();
        return current;
    }

    private InvalidInputException expected(String what) {
        String found = token.kind() == Kind.END ? "the end of the file" : "\"" + token.text() + "\"";
        return tokens.error(token.position(), "expected " + what + ", found " + found);
    }
}
