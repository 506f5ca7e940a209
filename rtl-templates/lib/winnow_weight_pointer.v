// Adds to each job where the weights of its output channel start, how many entries they are, and to which
// range (convolution) the channel belongs. Every channel has its own numbers in a memory; the start is a running sum,
// so a channel that is replayed for its next tile costs nothing.
`default_nettype none

module winnow_weight_pointer #(
    parameter integer CHANNELS      = 2,   // output channels
    parameter integer CHANNEL_WIDTH = 1,   // at least clog2(CHANNELS) and 1
    parameter integer LENGTH_WIDTH  = 2,   // bits that hold the greatest number of words of a channel
    parameter integer COUNT_WIDTH   = 3,   // bits that hold the greatest number of entries of a channel
    parameter integer START_WIDTH   = 4,   // bits that hold the number of all words, at least LENGTH_WIDTH
    parameter integer RANGES        = 1,   // ranges of channels
    parameter integer RANGE_WIDTH   = 1,   // at least clog2(RANGES) and 1
    parameter [RANGES*CHANNEL_WIDTH-1:0] FIRST_CHANNELS = {RANGES*CHANNEL_WIDTH{1'b0}},   // of each range
    parameter integer TAG_WIDTH     = 4,   // bits of what travels with a job
    parameter         COUNT_FILE    = ""   // per channel: words above entries
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
    output reg  [RANGE_WIDTH-1:0]   m_range,
    output reg  [TAG_WIDTH-1:0]     m_tag
);
    reg [START_WIDTH-1:0]  start_reg;
    reg                    last_tile_reg;
    reg                    last_channel_reg;
    wire [RANGE_WIDTH-1:0] s_range;
    wire [LENGTH_WIDTH-1:0] words;

    wire accept = s_valid && s_ready;
    wire leave  = m_valid && m_ready;

    assign s_ready = !m_valid || m_ready;
    assign m_start = start_reg;

    winnow_rom #(
        .WIDTH(LENGTH_WIDTH + COUNT_WIDTH),
        .DEPTH(CHANNELS),
        .ADDR_WIDTH(CHANNEL_WIDTH),
        .FILE(COUNT_FILE)
    ) u_counts (
        .clk(clk),
        .enable(accept),
        .address(s_channel),
        .data({words, m_count})
    );

    winnow_channel_range #(
        .RANGES(RANGES),
        .RANGE_WIDTH(RANGE_WIDTH),
        .CHANNEL_WIDTH(CHANNEL_WIDTH),
        .FIRST_CHANNELS(FIRST_CHANNELS)
    ) u_range (
        .channel(s_channel),
        .range(s_range)
    );

    always @(posedge clk) begin
        if (accept) begin
            m_range          <= s_range;
            m_tag            <= s_tag;
            last_tile_reg    <= s_last_tile;
            last_channel_reg <= s_last_channel;
        end
        if (leave && last_tile_reg) begin
            start_reg <= last_channel_reg ? {START_WIDTH{1'b0}}
                                          : start_reg + {{(START_WIDTH - LENGTH_WIDTH){1'b0}}, words};
        end
        m_valid <= accept || (m_valid && !m_ready);
        if (rst) begin
            start_reg <= {START_WIDTH{1'b0}};
            m_valid   <= 1'b0;
        end
    end
endmodule

`default_nettype wire
