// Which of several ranges of channels a channel belongs to, without a clock. Ranges follow each other.
`default_nettype none

module winnow_channel_range #(
    parameter integer RANGES        = 1,   // ranges
    parameter integer RANGE_WIDTH   = 1,   // at least clog2(RANGES) and 1
    parameter integer CHANNEL_WIDTH = 1,   // bits of a channel's number
    parameter [RANGES*CHANNEL_WIDTH-1:0] FIRST_CHANNELS = {RANGES*CHANNEL_WIDTH{1'b0}}   // of each range
) (
    input  wire [CHANNEL_WIDTH-1:0] channel,
    output reg  [RANGE_WIDTH-1:0]   range
);
    integer i;

    always @* begin
        range = {RANGE_WIDTH{1'b0}};
        for (i = 1; i < RANGES; i = i + 1) begin
            if (channel >= FIRST_CHANNELS[i*CHANNEL_WIDTH +: CHANNEL_WIDTH]) begin
                range = i[RANGE_WIDTH-1:0];
            end
        end
    end

    wire unused_channel = &{1'b0, channel};
endmodule

`default_nettype wire
