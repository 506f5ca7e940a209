// An interrupt line: high while something has happened that is enabled. A register, so it has no glitches.
`default_nettype none

module winnow_interrupt #(
    parameter integer WIDTH = 3   // reasons
) (
    input  wire             clk,
    input  wire             rst,
    input  wire [WIDTH-1:0] status,
    input  wire [WIDTH-1:0] enable,
    output reg              irq
);
    always @(posedge clk) begin
        irq <= |(status & enable);
        if (rst) begin
            irq <= 1'b0;
        end
    end
endmodule

`default_nettype wire
