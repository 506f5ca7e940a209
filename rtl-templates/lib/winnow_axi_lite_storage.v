// A field that software writes and reads.
`default_nettype none

module winnow_axi_lite_storage #(
    parameter integer     WIDTH = 32,              // bits
    parameter [WIDTH-1:0] RESET = {WIDTH{1'b0}}   // value after a reset
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             write,   // to the field's register
    input  wire [WIDTH-1:0] data,
    input  wire [WIDTH-1:0] mask,    // bits whose byte has its strobe
    output reg  [WIDTH-1:0] value
);
    always @(posedge clk) begin
        if (write) begin
            value <= (data & mask) | (value & ~mask);
        end
        if (rst) begin
            value <= RESET;
        end
    end
endmodule

`default_nettype wire
