package winnow.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.InvalidInputException;

class PrototxtParserTest {
    private static String parsed(String text) {
        return shown(PrototxtParser.parse("f", text));
    }

    private static String shown(PrototxtValue.Message message) {
        return message.fields().stream().map(field -> field.name() + "="
                + (field.value() instanceof PrototxtValue.Message inner ? "{" + shown(inner) + "}" : field.value().shown()))
                .collect(Collectors.joining(" "));
    }

    private static String problem(String text) {
        return assertThrows(InvalidInputException.class, () -> PrototxtParser.parse("f", text)).getMessage();
    }

    @Test
    void readsNestedMessagesWithAndWithoutColon() {
        assertEquals("a={b={c=1}} d={}", parsed("a { b: { c: 1 } } d <>"));
        assertEquals("a={b=1}", parsed("a: < b: 1 >"));
    }

    @Test
    void readsAnEmptyFile() {
        assertEquals("", parsed(""));
        assertEquals("", parsed(" # only a comment"));
    }

    @Test
    void readsBothQuotesAndEscapes() {
        assertEquals("a=\"x\"y\"", parsed("a: 'x\"y'"));
        assertEquals("a=\"\t\\A\u00e9\u20ac'\"", parsed("a: \"\\t\\\\\\x41\\303\\251\\u20ac\\'\""));
    }

    @Test
    void joinsAdjacentStrings() {
        assertEquals("a=\"one two\"", parsed("a: \"one\" ' '\n \"two\""));
    }

    @Test
    void keepsTheSpellingOfNumbers() {
        assertEquals("a=-1 b=0x1F c=1.5e-3 d=.5f e=017 f=-2.", parsed("a: -1 b: 0x1F c: 1.5e-3 d: .5f e: 017 f: - 2."));
        assertEquals("a=-inf b=nan", parsed("a: -inf b: nan"));
    }

    @Test
    void makesAListRepeatedFields() {
        assertEquals("a=1 a=2 b={c=1} b={c=2}", parsed("a: [1, 2] b [{c: 1}, {c: 2}] d: []"));
    }

    @Test
    void allowsSeparatorsAndComments() {
        assertEquals("a=1 b=MAX c=true", parsed("a: 1, # first\nb: MAX;\r\n\tc:true"));
    }

    @Test
    void saysLineAndColumnOfAField() {
        assertEquals(List.of("1:1", "2:3"),
                PrototxtParser.parse("f", "a: 1\n  b: 2").fields().stream().map(f -> f.position().toString()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a { b: 1                | f:1:3: the message that begins here is never closed",
        "a: 1 }                  | f:1:6: expected the name of a field, found \"}\"",
        "a                       | f:1:2: expected ':' or '{', found the end of the file",
        "a:                      | f:1:3: expected a value, found the end of the file",
        "a 1                     | f:1:3: expected ':' or '{', found \"1\"",
        "a: [1 2]                | f:1:7: expected ',' or ']', found \"2\"",
        "a: [1,]                 | f:1:7: expected a value, found \"]\"",
        "a: \"x                  | f:1:4: the string that begins here has no closing \"",
        "a: '\\q'                | f:1:5: the escape \\'q' is not known",
        "a: '\\xg'               | f:1:5: the escape needs 1 digits to the base 16",
        "a: 1.2.3                | f:1:4: \"1.2.3\" is not a number",
        "a: 12px                 | f:1:4: \"12px\" is not a number",
        "a: 0x                   | f:1:4: \"0x\" is not a number",
        "a: $                    | f:1:4: the character '$' does not belong in a prototxt",
        "[x.y]: 1                | f:1:1: expected the name of a field, found \"[\"",
        "a < b: 1 }              | f:1:10: expected the name of a field, found \"}\"",
    })
    void saysWhereAndWhatIsWrong(String text, String message) {
        assertEquals(message, problem(text));
    }

    @Test
    void refusesMessagesNestedWithoutEnd() {
        String problem = problem("a{".repeat(100_000));
        assertEquals("f:1:130: messages are nested deeper than 64", problem);
    }
}
