// FIFO whose output register is the memory's own: DEPTH words in memory and one at the output. A word that is pushed
// appears two clocks later. `full` refuses a push; a user that keeps count of `popped` needs neither, and says so.
`default_nettype none

module winnow_fifo #(
    parameter integer WIDTH      = 8,  // bits of a word
    parameter integer ADDR_WIDTH = 4,  // DEPTH = 2**ADDR_WIDTH words
    parameter integer COUNTED    = 0   // 1: the user never pushes a word for which there is no room; `full` is 0
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             s_valid,
    input  wire [WIDTH-1:0] s_data,
    output wire             full,
    output wire             popped,   // a word left the memory: there is room for one more
    output reg              m_valid,
    input  wire             m_ready,
    output wire [WIDTH-1:0] m_data
);
    localparam integer DEPTH = 1 << ADDR_WIDTH;

    reg [ADDR_WIDTH:0] write_count;
    reg [ADDR_WIDTH:0] read_count;

    wire write = s_valid && !full;
    wire empty = write_count == read_count;

    assign full   = COUNTED == 0 && write_count == {~read_count[ADDR_WIDTH], read_count[ADDR_WIDTH-1:0]};
    assign popped = !empty && (!m_valid || m_ready);

    winnow_ram #(
        .WIDTH(WIDTH),
        .DEPTH(DEPTH),
        .ADDR_WIDTH(ADDR_WIDTH)
    ) u_memory (
        .clk(clk),
        .write_enable(write),
        .write_address(write_count[ADDR_WIDTH-1:0]),
        .write_data(s_data),
        .read_enable(popped),
        .read_address(read_count[ADDR_WIDTH-1:0]),
        .read_data(m_data)
    );

    always @(posedge clk) begin
        if (write) begin
            write_count <= write_count + 1'b1;
        end
        if (popped) begin
            read_count <= read_count + 1'b1;
        end
        m_valid <= popped || (m_valid && !m_ready);
        if (rst) begin
            write_count <= {(ADDR_WIDTH + 1){1'b0}};
            read_count  <= {(ADDR_WIDTH + 1){1'b0}};
            m_valid     <= 1'b0;
        end
    end
endmodule

`default_nettype wire
