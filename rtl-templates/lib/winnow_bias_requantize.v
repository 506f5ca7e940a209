// Adds an output channel's bias to its accumulator and requantises the sum as the channel's range wants it. Three
// clocks, PIXELS values of one channel per clock, never stalls.
`default_nettype none

module winnow_bias_requantize #(
    parameter integer WIDTH         = 24,    // bits of accumulator, bias and their sum, two's complement
    parameter integer PIXELS        = 1,     // values of a beat
    parameter integer CHANNELS      = 2,     // output channels
    parameter integer CHANNEL_WIDTH = 1,     // at least clog2(CHANNELS) and 1
    parameter integer RANGES        = 1,     // ranges of channels, each with its own scale
    parameter integer RANGE_WIDTH   = 1,     // at least clog2(RANGES) and 1
    parameter [RANGES*CHANNEL_WIDTH-1:0] FIRST_CHANNELS = {RANGES*CHANNEL_WIDTH{1'b0}},   // of each range
    parameter [RANGES*32-1:0] SHIFTS   = {RANGES{32'd8}},     // binary places to drop, of each range
    parameter integer OUT_WIDTH     = 8,     // bits of the result
    parameter [RANGES*32-1:0] MINIMUMS = {RANGES{32'd0}},     // least result of each range
    parameter [RANGES*32-1:0] MAXIMUMS = {RANGES{32'd255}},   // greatest result of each range
    parameter         BIAS_FILE     = ""     // biases, one per channel
) (
    input  wire                        clk,
    input  wire                        rst,
    input  wire                        s_valid,
    input  wire [PIXELS*WIDTH-1:0]     s_value,
    input  wire [CHANNEL_WIDTH-1:0]    s_channel,
    input  wire                        s_last,
    output reg                         m_valid,
    output reg  [PIXELS*OUT_WIDTH-1:0] m_value,
    output wire                        m_last
);
    reg                     value_valid_reg;
    reg                     sum_valid_reg;
    wire signed [WIDTH-1:0] bias;
    wire [RANGE_WIDTH-1:0]  range;
    wire [RANGE_WIDTH-1:0]  sum_range;

    winnow_rom #(
        .WIDTH(WIDTH),
        .DEPTH(CHANNELS),
        .ADDR_WIDTH(CHANNEL_WIDTH),
        .FILE(BIAS_FILE)
    ) u_biases (
        .clk(clk),
        .enable(s_valid),
        .address(s_channel),
        .data(bias)
    );

    winnow_channel_range #(
        .RANGES(RANGES),
        .RANGE_WIDTH(RANGE_WIDTH),
        .CHANNEL_WIDTH(CHANNEL_WIDTH),
        .FIRST_CHANNELS(FIRST_CHANNELS)
    ) u_range (
        .channel(s_channel),
        .range(range)
    );

    winnow_delay #(
        .WIDTH(RANGE_WIDTH),
        .CLOCKS(2)
    ) u_sum_range (
        .clk(clk),
        .in(range),
        .out(sum_range)
    );

    genvar p;
    genvar r;
    generate
        for (p = 0; p < PIXELS; p = p + 1) begin : gen_pixel
            reg signed [WIDTH-1:0]      value_reg;
            reg signed [WIDTH-1:0]      sum_reg;
            wire [RANGES*OUT_WIDTH-1:0] results;
            wire [OUT_WIDTH-1:0]        result;

            for (r = 0; r < RANGES; r = r + 1) begin : gen_range
                winnow_requantize #(
                    .IN_WIDTH(WIDTH),
                    .SHIFT(SHIFTS[r*32 +: 32]),
                    .OUT_WIDTH(OUT_WIDTH),
                    .MINIMUM(MINIMUMS[r*32 +: 32]),
                    .MAXIMUM(MAXIMUMS[r*32 +: 32])
                ) u_requantize (
                    .in(sum_reg),
                    .out(results[r*OUT_WIDTH +: OUT_WIDTH])
                );
            end

            winnow_select #(
                .WIDTH(OUT_WIDTH),
                .COUNT(RANGES),
                .INDEX_WIDTH(RANGE_WIDTH)
            ) u_result (
                .index(sum_range),
                .choices(results),
                .choice(result)
            );

            always @(posedge clk) begin
                if (s_valid) begin
                    value_reg <= s_value[p*WIDTH +: WIDTH];
                end
                if (value_valid_reg) begin
                    sum_reg <= value_reg + bias;
                end
                if (sum_valid_reg) begin
                    m_value[p*OUT_WIDTH +: OUT_WIDTH] <= result;
                end
            end
        end
    endgenerate

    always @(posedge clk) begin
        value_valid_reg <= s_valid;
        sum_valid_reg   <= value_valid_reg;
        m_valid         <= sum_valid_reg;
        if (rst) begin
            value_valid_reg <= 1'b0;
            sum_valid_reg   <= 1'b0;
            m_valid         <= 1'b0;
        end
    end

    winnow_delay #(
        .WIDTH(1),
        .CLOCKS(3)
    ) u_last (
        .clk(clk),
        .in(s_last),
        .out(m_last)
    );
endmodule

`default_nettype wire
