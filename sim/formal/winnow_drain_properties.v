// Proves that winnow_drain asks for every beat of a frame once, in order, only when all elements have finished the bank
// and there is room: the FIFO behind it never overflows. `drained` comes when the last beat's rows have been read, then
// the banks change, and none is asked for before all have finished the other. After a reset every row is cleared once.
`default_nettype none

module winnow_drain_properties #(
    parameter integer ELEMENTS     = 2,
    parameter integer ROWS         = 3,
    parameter integer ROW_WIDTH    = 2,
    parameter integer BEATS        = 3,
    parameter integer BEAT_WIDTH   = 2,
    parameter integer CLOCKS       = 3,
    parameter integer CREDIT_WIDTH = 2
) (
    input wire                clk,
    input wire                rst,
    input wire [ELEMENTS-1:0] end_now,   // this element ends a frame
    input wire                m_ready
);
    localparam integer CREDITS     = 1 << (CREDIT_WIDTH - 1);
    localparam integer LEVEL_WIDTH = CREDIT_WIDTH + 1;

    wire                  clear;
    wire [ROW_WIDTH-1:0]  clear_row;
    wire                  read_bank;
    wire                  read_valid;
    wire [BEAT_WIDTH-1:0] beat;
    wire                  drained;
    wire                  popped;
    wire                  result_valid;
    wire [BEAT_WIDTH-1:0] result_beat;
    wire                  full;
    wire                  m_valid;
    wire [BEAT_WIDTH-1:0] m_beat;

    // of each element, the banks that are finished and not drained, as winnow_processing_element has them
    reg  [2*ELEMENTS-1:0] finished_banks;
    reg  [ELEMENTS-1:0]   working_bank;
    wire [ELEMENTS-1:0]   finished;
    wire [ELEMENTS-1:0]   ends;

    winnow_drain #(
        .ELEMENTS(ELEMENTS),
        .ROWS(ROWS),
        .ROW_WIDTH(ROW_WIDTH),
        .BEATS(BEATS),
        .BEAT_WIDTH(BEAT_WIDTH),
        .CLOCKS(CLOCKS),
        .CREDIT_WIDTH(CREDIT_WIDTH)
    ) u_drain (
        .clk(clk),
        .rst(rst),
        .clear(clear),
        .clear_row(clear_row),
        .finished(finished),
        .read_bank(read_bank),
        .read_valid(read_valid),
        .beat(beat),
        .drained(drained),
        .popped(popped),
        .m_valid(result_valid),
        .m_beat(result_beat)
    );

    winnow_fifo #(
        .WIDTH(BEAT_WIDTH),
        .ADDR_WIDTH(CREDIT_WIDTH - 1)
    ) u_fifo (
        .clk(clk),
        .rst(rst),
        .s_valid(result_valid),
        .s_data(result_beat),
        .full(full),
        .popped(popped),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_data(m_beat)
    );

    genvar e;
    generate
        for (e = 0; e < ELEMENTS; e = e + 1) begin : gen_element
            wire [1:0] banks = finished_banks[2*e +: 2];

            assign finished[e] = banks[read_bank];
            assign ends[e]     = end_now[e] && !clear && !banks[working_bank[e]];

            always @(posedge clk) begin
                finished_banks[2*e +: 2] <= (banks & ~({1'b0, drained} << read_bank))
                    | ({1'b0, ends[e]} << working_bank[e]);
                working_bank[e] <= working_bank[e] ^ ends[e];
                if (rst) begin
                    finished_banks[2*e +: 2] <= 2'd0;
                    working_bank[e]          <= 1'b0;
                end
            end
        end
    endgenerate

    reg                   started = 1'b0;
    reg [ROW_WIDTH:0]     cleared;       // rows, since the reset
    reg [BEAT_WIDTH-1:0]  asked;         // `beat` a clock ago
    reg [BEAT_WIDTH-1:0]  read;          // beats of the bank that are read
    reg                   read_last;     // a clock ago
    reg                   bank;
    reg [BEAT_WIDTH-1:0]  came;          // beats of the frame that have left the FIFO
    reg [1:0]             frames;
    reg                   was_full;

    wire last      = read + 1 == BEATS;
    wire came_last = came + 1 == BEATS;

    always @(posedge clk) begin
        started   <= 1'b1;
        cleared   <= cleared + {{ROW_WIDTH{1'b0}}, cleared < ROWS};
        asked     <= beat;
        read_last <= read_valid && last;
        bank      <= bank ^ drained;
        was_full  <= was_full || full;
        if (read_valid) begin
            read <= last ? {BEAT_WIDTH{1'b0}} : read + 1'b1;
        end
        if (m_valid && m_ready) begin
            came   <= came_last ? {BEAT_WIDTH{1'b0}} : came + 1'b1;
            frames <= frames + {1'b0, came_last};
        end
        if (rst) begin
            cleared   <= {(ROW_WIDTH + 1){1'b0}};
            read      <= {BEAT_WIDTH{1'b0}};
            read_last <= 1'b0;
            bank      <= 1'b0;
            came      <= {BEAT_WIDTH{1'b0}};
            frames    <= 2'd0;
            was_full  <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assert (clear == (cleared < ROWS));
            assert (!clear || clear_row == cleared);
            assert (read_bank == bank);
            if (read_valid) begin
                assert (&finished && !drained);
                assert (asked == read);
            end
            assert (drained == read_last);
            assert (!result_valid || !full);
            if (m_valid) begin
                assert (m_beat == came);
            end
            cover (frames == 2'd2 && was_full && !m_valid && !bank);
            cover (&finished_banks && full);
        end
    end
endmodule

`default_nettype wire
