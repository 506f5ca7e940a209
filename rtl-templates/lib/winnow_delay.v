// A value, CLOCKS clocks later. Not reset: what it carries is used only beside a valid bit that is.
`default_nettype none

module winnow_delay #(
    parameter integer WIDTH  = 8,  // bits
    parameter integer CLOCKS = 3   // at least 1
) (
    input  wire             clk,
    input  wire [WIDTH-1:0] in,
    output wire [WIDTH-1:0] out
);
    reg  [CLOCKS*WIDTH-1:0]     stages;
    wire [(CLOCKS+1)*WIDTH-1:0] shifted = {stages, in};

    assign out = shifted[CLOCKS*WIDTH +: WIDTH];

    always @(posedge clk) begin
        stages <= shifted[CLOCKS*WIDTH-1:0];
    end
endmodule

`default_nettype wire
