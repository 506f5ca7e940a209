// Bits that events set and that software clears by writing 1; an event in the clock of the write is kept.
`default_nettype none

module winnow_axi_lite_sticky #(
    parameter integer WIDTH = 1   // bits
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             write,     // to the field's register
    input  wire [WIDTH-1:0] data,
    input  wire [WIDTH-1:0] mask,      // bits whose byte has its strobe
    input  wire [WIDTH-1:0] happens,   // events
    output reg  [WIDTH-1:0] value
);
    always @(posedge clk) begin
        value <= happens | (value & ~({WIDTH{write}} & data & mask));
        if (rst) begin
            value <= {WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
