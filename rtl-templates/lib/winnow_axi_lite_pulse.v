// Commands: a bit that is written as 1 is high for one clock, the one after the write.
`default_nettype none

module winnow_axi_lite_pulse #(
    parameter integer WIDTH = 1   // bits
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             write,   // to the field's register
    input  wire [WIDTH-1:0] data,
    input  wire [WIDTH-1:0] mask,    // bits whose byte has its strobe
    output reg  [WIDTH-1:0] value
);
    always @(posedge clk) begin
        value <= {WIDTH{write}} & data & mask;
        if (rst) begin
            value <= {WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
