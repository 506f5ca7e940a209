// Proves that winnow_concatenate, in front of the FIFO that it counts places for, never lets that FIFO overflow, and
// that every beat of every stream, any one, comes out in its turn: row by row, all beats of a row of the first stream,
// then those of the next. `last` is on the frame's last beat. Besides: the stream law at the FIFO's output.
`default_nettype none

module winnow_concatenate_properties #(
    parameter integer WIDTH        = 1,
    parameter integer INPUTS       = 2,
    parameter integer ROWS         = 2,
    parameter integer COUNT_WIDTH  = 2,
    parameter [INPUTS*COUNT_WIDTH-1:0] ROW_BEATS = 4'b0110,
    parameter integer CREDIT_WIDTH = 2
) (
    input wire                    clk,
    input wire                    rst,
    input wire [INPUTS*WIDTH-1:0] s_data,
    input wire [INPUTS-1:0]       s_valid,
    input wire                    m_ready,
    input wire                    choose     // this beat is the one to follow, if none is
);
    localparam integer CREDITS     = 1 << (CREDIT_WIDTH - 1);
    localparam integer LEVEL_WIDTH = CREDIT_WIDTH + 1;
    localparam integer TURN_WIDTH  = $clog2(INPUTS + 1);
    localparam integer ROW_WIDTH   = $clog2(ROWS + 1);

    wire [INPUTS-1:0] s_ready;
    wire              popped;
    wire              result_valid;
    wire [WIDTH:0]    result;
    wire              full;
    wire              m_valid;
    wire [WIDTH:0]    m_data;

    winnow_concatenate #(
        .WIDTH(WIDTH),
        .INPUTS(INPUTS),
        .ROWS(ROWS),
        .COUNT_WIDTH(COUNT_WIDTH),
        .ROW_BEATS(ROW_BEATS),
        .CREDIT_WIDTH(CREDIT_WIDTH)
    ) u_concatenate (
        .clk(clk),
        .rst(rst),
        .s_data(s_data),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .popped(popped),
        .m_valid(result_valid),
        .m_data(result[WIDTH-1:0]),
        .m_last(result[WIDTH])
    );

    winnow_fifo #(
        .WIDTH(WIDTH + 1),
        .ADDR_WIDTH(CREDIT_WIDTH - 1)
    ) u_fifo (
        .clk(clk),
        .rst(rst),
        .s_valid(result_valid),
        .s_data(result),
        .full(full),
        .popped(popped),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_data(m_data)
    );

    wire take = (s_valid & s_ready) != {INPUTS{1'b0}};
    wire pop  = m_valid && m_ready;

    reg                   started = 1'b0;
    reg                   after_reset;
    reg                   stalled;
    reg [WIDTH:0]         stalled_data;
    reg [LEVEL_WIDTH-1:0] promised;      // beats taken that have not left the FIFO's memory
    reg [LEVEL_WIDTH-1:0] level;         // beats taken that have not left the FIFO
    reg [TURN_WIDTH-1:0]  turn;          // stream, row and beat of the row of the next beat
    reg [ROW_WIDTH-1:0]   row;
    reg [COUNT_WIDTH-1:0] beat;
    reg [1:0]             frames;
    reg                   was_full;
    reg                   following;
    reg [LEVEL_WIDTH-1:0] ahead;
    reg [WIDTH:0]         followed;

    wire [COUNT_WIDTH-1:0] beats     = ROW_BEATS >> (turn * COUNT_WIDTH);
    wire                   part_end  = beat + 1'b1 == beats;
    wire                   row_end   = part_end && turn + 1 == INPUTS;
    wire                   frame_end = row_end && row + 1 == ROWS;
    wire [WIDTH-1:0]       data      = s_data >> (turn * WIDTH);

    always @(posedge clk) begin
        started      <= 1'b1;
        after_reset  <= rst;
        stalled      <= m_valid && !m_ready;
        stalled_data <= m_data;
        promised     <= promised + {{(LEVEL_WIDTH - 1){1'b0}}, take} - {{(LEVEL_WIDTH - 1){1'b0}}, popped};
        level        <= level + {{(LEVEL_WIDTH - 1){1'b0}}, take} - {{(LEVEL_WIDTH - 1){1'b0}}, pop};
        was_full     <= was_full || full;
        if (take) begin
            beat   <= part_end ? {COUNT_WIDTH{1'b0}} : beat + 1'b1;
            turn   <= row_end ? {TURN_WIDTH{1'b0}} : turn + part_end;
            row    <= frame_end ? {ROW_WIDTH{1'b0}} : row + row_end;
            frames <= frames + {1'b0, frame_end};
        end
        if (!following && take && choose) begin
            following <= 1'b1;
            ahead     <= level - {{(LEVEL_WIDTH - 1){1'b0}}, pop};
            followed  <= {frame_end, data};
        end else if (following && pop) begin
            following <= ahead != {LEVEL_WIDTH{1'b0}};
            ahead     <= ahead - 1'b1;
        end
        if (rst) begin
            stalled   <= 1'b0;
            promised  <= {LEVEL_WIDTH{1'b0}};
            level     <= {LEVEL_WIDTH{1'b0}};
            turn      <= {TURN_WIDTH{1'b0}};
            row       <= {ROW_WIDTH{1'b0}};
            beat      <= {COUNT_WIDTH{1'b0}};
            frames    <= 2'd0;
            was_full  <= 1'b0;
            following <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assert (s_ready == ((promised < CREDITS[LEVEL_WIDTH-1:0]) ? {{(INPUTS - 1){1'b0}}, 1'b1} << turn
                                                                      : {INPUTS{1'b0}}));
            assert (!result_valid || !full);
            assert (!m_valid || level != {LEVEL_WIDTH{1'b0}});
            if (after_reset) begin
                assert (!m_valid && !result_valid);
            end
            if (stalled) begin
                assert (m_valid && m_data == stalled_data);
            end
            if (following) begin
                assert (ahead < level);
            end
            if (following && m_valid && ahead == {LEVEL_WIDTH{1'b0}}) begin
                assert (m_data == followed);
            end
            cover (frames == 2'd1 && was_full && level == {LEVEL_WIDTH{1'b0}});
            cover (stalled && full && &s_valid && !take);
        end
    end
endmodule

`default_nettype wire
