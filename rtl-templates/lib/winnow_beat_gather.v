// Makes one wide beat of COUNT beats, the first in the low bits. What a frame's last wide beat has beyond the frame's
// end means nothing. A beat waits only for the ones that belong to its wide beat; COUNT = 1 just marks the frame's end.
`default_nettype none

module winnow_beat_gather #(
    parameter integer WIDTH = 8,   // bits of a beat
    parameter integer COUNT = 4,   // beats of a wide beat
    parameter integer BEATS = 10   // beats of a frame
) (
    input  wire                   clk,
    input  wire                   rst,
    input  wire [WIDTH-1:0]       s_data,
    input  wire                   s_valid,
    output wire                   s_ready,
    output wire [COUNT*WIDTH-1:0] m_data,
    output wire                   m_valid,
    input  wire                   m_ready,
    output wire                   m_last    // of the frame
);
    localparam integer BEAT_WIDTH = (BEATS > 1) ? $clog2(BEATS) : 1;
    localparam integer SLOT_WIDTH = (COUNT > 1) ? $clog2(COUNT) : 1;
    localparam integer BEAT_LAST  = BEATS - 1;
    localparam integer SLOT_LAST  = COUNT - 1;

    reg [BEAT_WIDTH-1:0] beat_reg;   // of the frame
    reg [SLOT_WIDTH-1:0] slot_reg;   // of the wide beat

    wire complete = slot_reg == SLOT_LAST[SLOT_WIDTH-1:0] || m_last;

    assign m_last  = beat_reg == BEAT_LAST[BEAT_WIDTH-1:0];
    assign m_valid = s_valid && complete;
    assign s_ready = m_ready || !complete;

    genvar i;
    generate
        for (i = 0; i < COUNT; i = i + 1) begin : gen_slot
            localparam integer SLOT = i;
            if (i < COUNT - 1) begin : gen_held
                reg  [WIDTH-1:0] data_reg;
                wire             now = slot_reg == SLOT[SLOT_WIDTH-1:0];

                assign m_data[i*WIDTH +: WIDTH] = now ? s_data : data_reg;

                always @(posedge clk) begin
                    if (s_valid && now) begin
                        data_reg <= s_data;
                    end
                end
            end else begin : gen_last
                assign m_data[i*WIDTH +: WIDTH] = s_data;
            end
        end
    endgenerate

    always @(posedge clk) begin
        if (s_valid && s_ready) begin
            beat_reg <= m_last ? {BEAT_WIDTH{1'b0}} : beat_reg + 1'b1;
            slot_reg <= complete ? {SLOT_WIDTH{1'b0}} : slot_reg + 1'b1;
        end
        if (rst) begin
            beat_reg <= {BEAT_WIDTH{1'b0}};
            slot_reg <= {SLOT_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
