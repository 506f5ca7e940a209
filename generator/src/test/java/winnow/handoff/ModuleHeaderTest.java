package winnow.handoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.handoff.Port.Direction;

class ModuleHeaderTest {
    @Test
    void readsParametersAndPortsWithTheirComments() {
        ModuleHeader header = ModuleHeader.of("""
                // module shell (input wire not_this);
                module other (input wire a); endmodule
                module shell #(
                    parameter PATH = "a, (b) // c",   // prefix of names
                    parameter integer WIDTH = 8,      // bits
                    parameter BYTES = (WIDTH + 1) / 2
                ) (
                    input  wire clk,   // one clock
                    input  wire [WIDTH*BYTES-1:0] data, /* input wire ghost, */
                    output reg  signed [7:4] high,
                    inout  wire pad_a, pad_b,
                    output wire [0:0] one   // a vector all the same
                );
                endmodule
                """, "shell");
        assertEquals(List.of(new Parameter("PATH", "a, (b) // c", true, "prefix of names"), new Parameter("WIDTH", "8", false, "bits"),
                new Parameter("BYTES", "4", false, "")), header.parameters());
        assertEquals(List.of(new Port("clk", Direction.INPUT, 1, false, 0, "one clock"), new Port("data", Direction.INPUT, 32, true, 0, ""),
                new Port("high", Direction.OUTPUT, 4, true, 4, ""), new Port("pad_a", Direction.INOUT, 1, false, 0, ""),
                new Port("pad_b", Direction.INOUT, 1, false, 0, ""), new Port("one", Direction.OUTPUT, 1, true, 0, "a vector all the same")),
                header.ports());
    }

    @ParameterizedTest
    @CsvSource({"'7', 7", "'2*3-1', 5", "'-(2-5)*4', 12", "'9/2/2', 2", "'8-2-1', 5", "'N*2+1', 21"})
    void computesConstantExpressions(String expression, long value) {
        assertEquals(value, ConstantExpression.value(expression, java.util.Map.of("N", 10L)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "1/0", "(1", "1)", "2**3", "$clog2(4)", "8'hff", "1+"})
    void saysIfItCannotCompute(String expression) {
        assertTrue(ConstantExpression.value(expression, java.util.Map.of("N", 10L)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"module m (a, b); endmodule", "module other (input wire a); endmodule", "module m (input wire a",
        "module m (input wire [W-1:0] a); endmodule", "module m (input wire [0] a); endmodule"})
    void refusesWhatItCannotRead(String verilog) {
        assertThrows(IllegalArgumentException.class, () -> ModuleHeader.of(verilog, "m"));
    }
}
