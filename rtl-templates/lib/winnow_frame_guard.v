// Makes every input frame exactly BEATS beats long, whatever the sender does, so that one bad frame cannot shift the
// frames behind it. A frame that ends early is filled up with zeros; beats after the expected last one are dropped
// until the late tlast. Either is reported by a sticky flag.
`default_nettype none

module winnow_frame_guard #(
    parameter integer DATA_WIDTH = 8,   // bits of a beat
    parameter integer BEATS      = 16   // beats of a frame
) (
    input  wire                  clk,
    input  wire                  rst,
    input  wire [DATA_WIDTH-1:0] s_axis_tdata,
    input  wire                  s_axis_tvalid,
    output wire                  s_axis_tready,
    input  wire                  s_axis_tlast,
    output wire [DATA_WIDTH-1:0] m_data,
    output wire                  m_valid,
    input  wire                  m_ready,
    output reg                   error_short,  // sticky: a frame had too few beats
    output reg                   error_long    // sticky: a frame had too many beats
);
    localparam integer COUNT_WIDTH = (BEATS > 1) ? $clog2(BEATS) : 1;
    localparam integer LAST        = BEATS - 1;

    localparam [1:0] STATE_PASS = 2'd0;
    localparam [1:0] STATE_FILL = 2'd1;
    localparam [1:0] STATE_DROP = 2'd2;

    reg [1:0]             state_reg;
    reg [1:0]             state_next;
    reg [COUNT_WIDTH-1:0] count_reg;

    wire last = count_reg == LAST[COUNT_WIDTH-1:0];
    wire beat = m_valid && m_ready;

    assign m_data        = (state_reg == STATE_PASS) ? s_axis_tdata : {DATA_WIDTH{1'b0}};
    assign m_valid       = (state_reg == STATE_PASS) ? s_axis_tvalid : (state_reg == STATE_FILL);
    assign s_axis_tready = (state_reg == STATE_PASS) ? m_ready : (state_reg == STATE_DROP);

    always @* begin
        state_next = state_reg;
        case (state_reg)
            STATE_PASS: begin
                if (beat && last && !s_axis_tlast) begin
                    state_next = STATE_DROP;
                end
                if (beat && !last && s_axis_tlast) begin
                    state_next = STATE_FILL;
                end
            end
            STATE_FILL: begin
                if (beat && last) begin
                    state_next = STATE_PASS;
                end
            end
            default: begin
                if (s_axis_tvalid && s_axis_tlast) begin
                    state_next = STATE_PASS;
                end
            end
        endcase
    end

    always @(posedge clk) begin
        state_reg <= state_next;
        if (beat) begin
            count_reg <= last ? {COUNT_WIDTH{1'b0}} : count_reg + 1'b1;
        end
        error_short <= error_short || (state_reg == STATE_PASS && state_next == STATE_FILL);
        error_long  <= error_long || (state_reg == STATE_PASS && state_next == STATE_DROP);
        if (rst) begin
            state_reg   <= STATE_PASS;
            count_reg   <= {COUNT_WIDTH{1'b0}};
            error_short <= 1'b0;
            error_long  <= 1'b0;
        end
    end
endmodule

`default_nettype wire
