// One entry that keeps what came while nobody took it, so that s_ready is a register and a word still passes every
// clock: a word goes straight through, or waits here. No path from m_ready or s_valid to s_ready.
`default_nettype none

module winnow_axi_lite_skid #(
    parameter integer WIDTH = 12   // bits of a word
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             s_valid,
    output wire             s_ready,
    input  wire [WIDTH-1:0] s_data,
    output wire             m_valid,
    input  wire             m_ready,
    output wire [WIDTH-1:0] m_data
);
    reg             waiting_reg;
    reg [WIDTH-1:0] data_reg;

    assign s_ready = !waiting_reg;
    assign m_valid = s_valid || waiting_reg;
    assign m_data  = waiting_reg ? data_reg : s_data;

    always @(posedge clk) begin
        if (s_ready) begin
            data_reg <= s_data;
        end
        waiting_reg <= m_valid && !m_ready;
        if (rst) begin
            waiting_reg <= 1'b0;
        end
    end
endmodule

`default_nettype wire
