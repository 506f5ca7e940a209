// Adds to each job where the weights of its output channel start and how many entries they have. Every channel has
// its own count in a memory; the start is a running sum, so a channel that is replayed for its next tile costs nothing.
// With COUNT_FILE = "" every channel has CONSTANT_COUNT entries (dense codes).
`default_nettype none

module winnow_weight_pointer #(
    parameter integer CHANNELS       = 2,   // output channels
    parameter integer CHANNEL_WIDTH  = 1,   // at least clog2(CHANNELS) and 1
    parameter integer COUNT_WIDTH    = 3,   // bits that hold the greatest count
    parameter integer START_WIDTH    = 4,   // bits that hold the number of all entries
    parameter integer CONSTANT_COUNT = 5,   // entries of a channel if there is no file
    parameter integer TAG_WIDTH      = 4,   // bits of what travels with a job
    parameter         COUNT_FILE     = ""   // counts, one word per channel
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire                     s_valid,
    output wire                     s_ready,
    input  wire [CHANNEL_WIDTH-1:0] s_channel,
    input  wire                     s_last_tile,      // the channel is not replayed after this job
    input  wire                     s_last_channel,   // nor does another channel follow in this row group
    input  wire [TAG_WIDTH-1:0]     s_tag,
    output reg                      m_valid,
    input  wire                     m_ready,
    output wire [START_WIDTH-1:0]   m_start,
    output wire [COUNT_WIDTH-1:0]   m_count,
    output reg  [TAG_WIDTH-1:0]     m_tag
);
    reg [START_WIDTH-1:0] start_reg;
    reg                   last_tile_reg;
    reg                   last_channel_reg;

    wire accept = s_valid && s_ready;
    wire leave  = m_valid && m_ready;

    assign s_ready = !m_valid || m_ready;
    assign m_start = start_reg;

    generate
        if (COUNT_FILE != "") begin : gen_counts
            winnow_rom #(
                .WIDTH(COUNT_WIDTH),
                .DEPTH(CHANNELS),
                .ADDR_WIDTH(CHANNEL_WIDTH),
                .FILE(COUNT_FILE)
            ) u_counts (
                .clk(clk),
                .enable(accept),
                .address(s_channel),
                .data(m_count)
            );
        end else begin : gen_constant
            wire unused_channel = &{1'b0, s_channel};
            assign m_count = CONSTANT_COUNT[COUNT_WIDTH-1:0];
        end
    endgenerate

    always @(posedge clk) begin
        if (accept) begin
            m_tag            <= s_tag;
            last_tile_reg    <= s_last_tile;
            last_channel_reg <= s_last_channel;
        end
        if (leave && last_tile_reg) begin
            start_reg <= last_channel_reg ? {START_WIDTH{1'b0}}
                                          : start_reg + {{(START_WIDTH - COUNT_WIDTH){1'b0}}, m_count};
        end
        m_valid <= accept || (m_valid && !m_ready);
        if (rst) begin
            start_reg <= {START_WIDTH{1'b0}};
            m_valid   <= 1'b0;
        end
    end
endmodule

`default_nettype wire
