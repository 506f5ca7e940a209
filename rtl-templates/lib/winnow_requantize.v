// From an accumulator to the output format, without a clock: shift right by SHIFT with round half up (a SHIFT of 0 or
// less shifts left), then clamp to MINIMUM .. MAXIMUM.
`default_nettype none

module winnow_requantize #(
    parameter integer IN_WIDTH  = 24,    // bits of the accumulator, two's complement
    parameter integer SHIFT     = 8,     // binary places to drop, -32 .. 62
    parameter integer OUT_WIDTH = 8,     // bits of the result, at most 16
    parameter integer MINIMUM   = 0,     // -2**15 .. 2**16 - 1, like MAXIMUM
    parameter integer MAXIMUM   = 255
) (
    input  wire signed [IN_WIDTH-1:0] in,
    output wire [OUT_WIDTH-1:0]       out
);
    localparam integer SHIFTED = (SHIFT > 0) ? IN_WIDTH + 1 : IN_WIDTH - SHIFT;
    localparam integer WIDE    = (SHIFTED > 18) ? SHIFTED : 18;

    wire signed [WIDE-1:0] wide    = {{(WIDE - IN_WIDTH){in[IN_WIDTH-1]}}, in};
    wire signed [WIDE-1:0] shifted;
    wire                   below;
    wire                   above;

    generate
        if (SHIFT > IN_WIDTH) begin : gen_nothing_left
            assign shifted = {WIDE{1'b0}} & wide;
        end else if (SHIFT > 0) begin : gen_right
            wire signed [WIDE-1:0] half = {{(WIDE - 1){1'b0}}, 1'b1} << (SHIFT - 1);
            assign shifted = (wide + half) >>> SHIFT;
        end else begin : gen_left
            assign shifted = wide <<< (-SHIFT);
        end
    endgenerate

    // Usually the limits are those of a number of bits: then the bits above these say it all.
    localparam integer BITS = $clog2(MAXIMUM + 1);

    generate
        if (MAXIMUM > 0 && MAXIMUM + 1 == (1 << BITS) && (MINIMUM == 0 || MINIMUM == -(1 << BITS))) begin : gen_bits
            wire negative = shifted[WIDE-1];
            assign below = negative && (MINIMUM == 0 || !(&shifted[WIDE-1:BITS]));
            assign above = !negative && |shifted[WIDE-1:BITS];
        end else begin : gen_compare
            wire signed [WIDE-1:0] minimum = {{(WIDE - 18){MINIMUM[17]}}, MINIMUM[17:0]};
            wire signed [WIDE-1:0] maximum = {{(WIDE - 18){MAXIMUM[17]}}, MAXIMUM[17:0]};
            assign below = shifted < minimum;
            assign above = shifted > maximum;
        end
    endgenerate

    assign out = below ? MINIMUM[OUT_WIDTH-1:0] : above ? MAXIMUM[OUT_WIDTH-1:0] : shifted[OUT_WIDTH-1:0];

    wire unused_high = &{1'b0, shifted};
endmodule

`default_nettype wire
