// Brings the pixels of a beat to a common binary point: extends each and shifts it left. No clock.
`default_nettype none

module winnow_align #(
    parameter integer PIXELS     = 1,   // pixels of a beat
    parameter integer DATA_WIDTH = 8,   // bits of a pixel
    parameter integer SIGNED     = 0,   // 1: pixels are two's complement
    parameter integer SHIFT      = 0,   // places to shift left
    parameter integer SUM_WIDTH  = 10   // bits of the result, more than DATA_WIDTH + SHIFT
) (
    input  wire [PIXELS*DATA_WIDTH-1:0] in,
    output wire [PIXELS*SUM_WIDTH-1:0]  out
);
    localparam integer EXTENSION = SUM_WIDTH - DATA_WIDTH;

    genvar p;
    generate
        for (p = 0; p < PIXELS; p = p + 1) begin : gen_pixel
            wire [DATA_WIDTH-1:0] pixel = in[p*DATA_WIDTH +: DATA_WIDTH];
            wire [SUM_WIDTH-1:0]  extended;
            if (SIGNED != 0) begin : gen_signed
                assign extended = {{EXTENSION{pixel[DATA_WIDTH-1]}}, pixel};
            end else begin : gen_unsigned
                assign extended = {{EXTENSION{1'b0}}, pixel};
            end
            assign out[p*SUM_WIDTH +: SUM_WIDTH] = extended << SHIFT;
        end
    endgenerate
endmodule

`default_nettype wire
