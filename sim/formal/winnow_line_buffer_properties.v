// Proves that what an engine's front end reads is what its producer sent: winnow_row_cutter or winnow_row_placer,
// winnow_tile_sequencer, winnow_window_scanner and winnow_line_buffer as in a pool, with any pauses of producer and
// consumer. One pixel, any one of any frame, is followed from the stream to one place, any one, of the words that are read. So no row is
// read before it is complete, and none is overwritten before its last read. What lies outside the map reads as padding.
// Besides: jobs come in tile order, none before its frame has begun; the rows that are held fit into the ring.
`default_nettype none

module winnow_line_buffer_properties #(
    parameter integer CHANNELS     = 1,
    parameter integer HEIGHT       = 3,   // of the map
    parameter integer COLUMNS      = 2,
    parameter integer GROUP_ROWS   = 1,   // tiles and beats of the producer
    parameter integer TILE_COLUMNS = 2,
    parameter integer PIXELS       = 1,
    parameter integer INTERLEAVED  = 0,   // 1: wants PLACER
    parameter integer PLACER       = 0,   // 0: winnow_row_cutter, 1: winnow_row_placer
    parameter integer KERNEL       = 3,   // rows and columns of the window
    parameter integer STRIDE       = 1,   // down and across
    parameter integer PAD          = 1,   // above and to the left; to the right and below what the last window needs
    parameter integer ROWS         = 1,   // tiles of the consumer
    parameter integer TILE_WIDE    = 1,
    parameter integer SUPERROWS    = 4
) (
    input wire              clk,
    input wire              rst,
    input wire [PIXELS-1:0] s_data,
    input wire              s_valid,
    input wire              step_ready,
    input wire              choose        // this frame is the one to follow, if none was before
);
    localparam integer DATA_WIDTH    = 1;
    localparam integer OUT_HEIGHT    = (HEIGHT + 2 * PAD - KERNEL) / STRIDE + 1;
    localparam integer OUT_COLUMNS   = (COLUMNS + 2 * PAD - KERNEL) / STRIDE + 1;
    localparam integer GROUPS        = (OUT_HEIGHT + ROWS - 1) / ROWS;
    localparam integer TILES         = (OUT_COLUMNS + TILE_WIDE - 1) / TILE_WIDE;
    localparam integer WORD_PIXELS   = (TILE_WIDE - 1) * STRIDE + KERNEL;
    localparam integer WORD_STEP     = TILE_WIDE * STRIDE;
    localparam integer ROW_WORDS     = CHANNELS * TILES;
    localparam integer RING_ROWS     = ROWS * STRIDE;
    localparam integer SLOTS         = SUPERROWS * STRIDE;
    localparam integer CAPACITY      = SUPERROWS * RING_ROWS;
    localparam integer REACH         = GROUPS * RING_ROWS + KERNEL;   // more than any window touches
    localparam integer ADDR_WIDTH    = $clog2(SLOTS * ROW_WORDS) + 1;
    localparam integer ROWS_WIDTH    = $clog2(CAPACITY + HEIGHT + RING_ROWS + 1) + 1;
    localparam integer SLOT_WIDTH    = (SLOTS > 1) ? $clog2(SLOTS) : 1;
    localparam integer Y_WIDTH       = $clog2(REACH + 1) + 1;
    localparam integer KY_WIDTH      = (KERNEL > 1) ? $clog2(KERNEL) : 1;
    localparam integer TILE_WIDTH    = (TILES > 1) ? $clog2(TILES) : 1;
    localparam integer CHANNEL_WIDTH = (CHANNELS > 1) ? $clog2(CHANNELS) : 1;
    localparam integer LINE_WIDTH    = $clog2(HEIGHT + 1);
    localparam integer X_WIDTH       = $clog2(COLUMNS + PIXELS + 1);
    localparam integer LANE_WIDTH    = (ROWS > 1) ? $clog2(ROWS) : 1;
    localparam integer PLACE_WIDTH   = (WORD_PIXELS > 1) ? $clog2(WORD_PIXELS) : 1;
    localparam integer COUNT_WIDTH   = 4;   // of frames in the ring

    // ------------------------------------------------------------------------------------------------ the front end

    wire                               s_ready;
    wire [ROWS-1:0]                    write_enable;
    wire [ADDR_WIDTH-1:0]              write_address;
    wire [WORD_PIXELS*DATA_WIDTH-1:0]  write_data;
    wire [ROWS_WIDTH-1:0]              rows_written;
    wire [ROWS_WIDTH-1:0]              rows_released;

    generate
        if (PLACER != 0) begin : gen_placer
            winnow_row_placer #(
                .DATA_WIDTH(DATA_WIDTH),
                .CHANNELS(CHANNELS),
                .HEIGHT(HEIGHT),
                .COLUMNS(COLUMNS),
                .GROUP_ROWS(GROUP_ROWS),
                .TILE_COLUMNS(TILE_COLUMNS),
                .PIXELS(PIXELS),
                .INTERLEAVED(INTERLEAVED),
                .WORD_PIXELS(WORD_PIXELS),
                .WORD_STEP(WORD_STEP),
                .PAD_LEFT(PAD),
                .TILES(TILES),
                .BANKS(ROWS),
                .STRIDE(STRIDE),
                .SUPERROWS(SUPERROWS),
                .ADDR_WIDTH(ADDR_WIDTH),
                .ROWS_WIDTH(ROWS_WIDTH)
            ) u_placer (
                .clk(clk),
                .rst(rst),
                .s_data(s_data),
                .s_valid(s_valid),
                .s_ready(s_ready),
                .write_enable(write_enable),
                .write_address(write_address),
                .write_data(write_data),
                .rows_written(rows_written),
                .rows_released(rows_released)
            );
        end else begin : gen_cutter
            winnow_row_cutter #(
                .DATA_WIDTH(DATA_WIDTH),
                .CHANNELS(CHANNELS),
                .HEIGHT(HEIGHT),
                .COLUMNS(COLUMNS),
                .GROUP_ROWS(GROUP_ROWS),
                .TILE_COLUMNS(TILE_COLUMNS),
                .PIXELS(PIXELS),
                .WORD_PIXELS(WORD_PIXELS),
                .WORD_STEP(WORD_STEP),
                .PAD_LEFT(PAD),
                .TILES(TILES),
                .BANKS(ROWS),
                .STRIDE(STRIDE),
                .SUPERROWS(SUPERROWS),
                .ADDR_WIDTH(ADDR_WIDTH),
                .ROWS_WIDTH(ROWS_WIDTH)
            ) u_cutter (
                .clk(clk),
                .rst(rst),
                .s_data(s_data),
                .s_valid(s_valid),
                .s_ready(s_ready),
                .write_enable(write_enable),
                .write_address(write_address),
                .write_data(write_data),
                .rows_written(rows_written),
                .rows_released(rows_released)
            );
        end
    endgenerate

    wire                      group_read;
    wire                      job_valid;
    wire                      job_ready;
    wire [SLOT_WIDTH-1:0]     job_slot;
    wire signed [Y_WIDTH-1:0] job_y;
    wire [TILE_WIDTH-1:0]     job_tile;
    wire [CHANNEL_WIDTH-1:0]  job_channel;
    wire                      job_last_tile;
    wire                      job_last_channel;
    wire                      job_last_group;

    winnow_tile_sequencer #(
        .HEIGHT(HEIGHT),
        .GROUPS(GROUPS),
        .CHANNELS(CHANNELS),
        .TILES(TILES),
        .BANKS(ROWS),
        .STRIDE(STRIDE),
        .KERNEL_HEIGHT(KERNEL),
        .PAD_TOP(PAD),
        .SUPERROWS(SUPERROWS),
        .ROWS_WIDTH(ROWS_WIDTH),
        .SLOT_WIDTH(SLOT_WIDTH),
        .Y_WIDTH(Y_WIDTH),
        .TILE_WIDTH(TILE_WIDTH),
        .CHANNEL_WIDTH(CHANNEL_WIDTH)
    ) u_tile_sequencer (
        .clk(clk),
        .rst(rst),
        .rows_written(rows_written),
        .rows_released(rows_released),
        .group_read(group_read),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_slot(job_slot),
        .job_y(job_y),
        .job_tile(job_tile),
        .job_channel(job_channel),
        .job_last_tile(job_last_tile),
        .job_last_channel(job_last_channel),
        .job_last_group(job_last_group)
    );

    wire [ADDR_WIDTH-1:0]     job_word = job_channel * TILES + job_tile;
    wire                      step_valid;
    wire                      unused_first;
    wire                      step_last;
    wire [KY_WIDTH-1:0]       step_ky;
    wire                      unused_kx;
    wire [ADDR_WIDTH-1:0]     step_word;
    wire [SLOT_WIDTH-1:0]     step_slot;
    wire signed [Y_WIDTH-1:0] step_y;
    wire                      step_group_end;
    // the job as it must be, whatever the sequencer says
    wire                      is_followed;   // of the frame that is followed
    wire signed [Y_WIDTH-1:0] is_y;
    wire [X_WIDTH-1:0]        is_column;     // of the word's first pixel, above -PAD
    wire [CHANNEL_WIDTH-1:0]  is_channel;
    wire                      step_followed;
    wire signed [Y_WIDTH-1:0] step_is_y;
    wire [X_WIDTH-1:0]        step_is_column;
    wire [CHANNEL_WIDTH-1:0]  step_is_channel;

    // the columns of the window make no difference to the line buffer
    winnow_window_scanner #(
        .KERNEL_HEIGHT(KERNEL),
        .KERNEL_WIDTH(1),
        .KY_WIDTH(KY_WIDTH),
        .KX_WIDTH(1),
        .TAG_WIDTH(ADDR_WIDTH + SLOT_WIDTH + 2 * Y_WIDTH + 2 + X_WIDTH + CHANNEL_WIDTH)
    ) u_window_scanner (
        .clk(clk),
        .rst(rst),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_tag({job_word, job_slot, job_y, job_last_tile && job_last_channel, is_followed, is_y, is_column,
            is_channel}),
        .step_valid(step_valid),
        .step_ready(step_ready),
        .step_first(unused_first),
        .step_last(step_last),
        .step_ky(step_ky),
        .step_kx(unused_kx),
        .step_tag({step_word, step_slot, step_y, step_group_end, step_followed, step_is_y, step_is_column,
            step_is_channel})
    );

    wire read = step_valid && step_ready;

    winnow_valid_delay #(
        .CLOCKS(4)
    ) u_group_read (
        .clk(clk),
        .rst(rst),
        .in(read && step_last && step_group_end),
        .out(group_read)
    );

    wire                                   words_valid;
    wire [ROWS*WORD_PIXELS*DATA_WIDTH-1:0] words;

    winnow_line_buffer #(
        .DATA_WIDTH(DATA_WIDTH),
        .WORD_PIXELS(WORD_PIXELS),
        .HEIGHT(HEIGHT),
        .ROW_WORDS(ROW_WORDS),
        .BANKS(ROWS),
        .STRIDE(STRIDE),
        .SUPERROWS(SUPERROWS),
        .KERNEL_HEIGHT(KERNEL),
        .PAD_TOP(PAD),
        .ADDR_WIDTH(ADDR_WIDTH),
        .SLOT_WIDTH(SLOT_WIDTH),
        .KY_WIDTH(KY_WIDTH),
        .Y_WIDTH(Y_WIDTH)
    ) u_line_buffer (
        .clk(clk),
        .rst(rst),
        .write_enable(write_enable),
        .write_address(write_address),
        .write_data(write_data),
        .valid(read),
        .slot(step_slot),
        .y(step_y),
        .ky(step_ky),
        .word(step_word),
        .padding(1'b0),
        .words_valid(words_valid),
        .words(words)
    );

    // ---------------------------------------------------------------------------------------------- what is followed

    (* anyconst *) reg [CHANNEL_WIDTH-1:0] followed_channel;   // the pixel
    (* anyconst *) reg [LINE_WIDTH-1:0]    followed_row;
    (* anyconst *) reg [X_WIDTH-1:0]       followed_column;
    (* anyconst *) reg [LANE_WIDTH-1:0]    lane;               // the output row and the place in its word
    (* anyconst *) reg [PLACE_WIDTH-1:0]   place;

    reg                   started = 1'b0;
    reg                   after_reset;
    reg                   following;   // or has followed
    reg                   known;       // the pixel has come
    reg                   value;
    reg [COUNT_WIDTH-1:0] open;        // frames begun by the producer whose jobs are not all issued
    reg [COUNT_WIDTH-1:0] before;      // of these, the ones before the frame that is followed
    reg                   issued;      // all jobs of that frame

    // -------------------------------------------------------------------------------------------- the producer's order

    reg [LINE_WIDTH-1:0]    in_group;     // first row of the row group
    reg [LINE_WIDTH-1:0]    in_row;       // in the group
    reg [CHANNEL_WIDTH-1:0] in_channel;
    reg [X_WIDTH-1:0]       in_tile;      // first column of the tile
    reg [X_WIDTH-1:0]       in_x;         // in the tile
    wire                    take = s_valid && s_ready;
    wire                    x_end       = in_x + PIXELS >= TILE_COLUMNS || in_tile + in_x + PIXELS >= COLUMNS;
    wire                    row_end     = in_row + 1 == GROUP_ROWS || in_group + in_row + 1 == HEIGHT;
    wire                    tile_end    = in_tile + TILE_COLUMNS >= COLUMNS;
    wire                    channel_end = in_channel + 1 == CHANNELS;
    wire                    group_end   = in_group + GROUP_ROWS >= HEIGHT;
    wire                    frame_begin = in_group == 0 && in_row == 0 && in_channel == 0 && in_tile == 0 && in_x == 0;
    // how far the counters go, from the fastest on
    wire                    row_step     = (INTERLEAVED == 0) && x_end;
    wire                    tile_step    = (INTERLEAVED != 0) ? channel_end : row_step && row_end;
    wire                    channel_step = (INTERLEAVED != 0) || (tile_step && tile_end);
    wire                    group_step   = (INTERLEAVED != 0) ? tile_step && tile_end : channel_step && channel_end;

    wire follow = take && frame_begin && choose && !following;
    wire comes  = take && (follow || (following && !known)) && in_channel == followed_channel
        && in_group + in_row == followed_row && followed_column >= in_tile + in_x
        && followed_column < in_tile + in_x + PIXELS && followed_column < in_tile + TILE_COLUMNS;
    wire [X_WIDTH-1:0] pixel = followed_column - in_tile - in_x;

    always @(posedge clk) begin
        if (take) begin
            in_x       <= (x_end || INTERLEAVED != 0) ? {X_WIDTH{1'b0}} : in_x + PIXELS;
            in_row     <= !row_step ? in_row : row_end ? {LINE_WIDTH{1'b0}} : in_row + 1'b1;
            in_tile    <= !tile_step ? in_tile : tile_end ? {X_WIDTH{1'b0}} : in_tile + TILE_COLUMNS;
            in_channel <= !channel_step ? in_channel : channel_end ? {CHANNEL_WIDTH{1'b0}} : in_channel + 1'b1;
            in_group   <= !group_step ? in_group : group_end ? {LINE_WIDTH{1'b0}} : in_group + GROUP_ROWS;
        end
        if (rst) begin
            in_x       <= {X_WIDTH{1'b0}};
            in_row     <= {LINE_WIDTH{1'b0}};
            in_tile    <= {X_WIDTH{1'b0}};
            in_channel <= {CHANNEL_WIDTH{1'b0}};
            in_group   <= {LINE_WIDTH{1'b0}};
        end
    end

    // ------------------------------------------------------------------------------------------------ the jobs' order

    reg [Y_WIDTH-1:0]       out_group;   // first row of the window, above -PAD
    reg [CHANNEL_WIDTH-1:0] out_channel;
    reg [TILE_WIDTH-1:0]    out_tile;
    reg [X_WIDTH-1:0]       out_column;  // first column of the word, above -PAD
    wire                    issue    = job_valid && job_ready;
    wire                    out_last_tile    = out_tile + 1 == TILES;
    wire                    out_last_channel = out_channel + 1 == CHANNELS;
    wire                    out_last_group   = out_group + RING_ROWS >= GROUPS * RING_ROWS;
    wire                    out_group_end    = issue && out_last_tile && out_last_channel;
    wire                    out_frame_end    = out_group_end && out_last_group;

    assign is_followed = following && !issued && before == {COUNT_WIDTH{1'b0}};
    assign is_y        = $signed(out_group) - PAD;
    assign is_column   = out_column;
    assign is_channel  = out_channel;

    always @(posedge clk) begin
        if (issue) begin
            out_tile   <= out_last_tile ? {TILE_WIDTH{1'b0}} : out_tile + 1'b1;
            out_column <= out_last_tile ? {X_WIDTH{1'b0}} : out_column + WORD_STEP;
            if (out_last_tile) begin
                out_channel <= out_last_channel ? {CHANNEL_WIDTH{1'b0}} : out_channel + 1'b1;
            end
            if (out_group_end) begin
                out_group <= out_last_group ? {Y_WIDTH{1'b0}} : out_group + RING_ROWS;
            end
        end
        if (rst) begin
            out_tile    <= {TILE_WIDTH{1'b0}};
            out_column  <= {X_WIDTH{1'b0}};
            out_channel <= {CHANNEL_WIDTH{1'b0}};
            out_group   <= {Y_WIDTH{1'b0}};
        end
    end

    // ------------------------------------------------------------------------------------------------------ the reads

    wire signed [Y_WIDTH:0] row      = step_is_y + $signed({1'b0, step_ky}) + $signed({1'b0, lane}) * STRIDE;
    wire signed [X_WIDTH:0] column   = $signed({1'b0, step_is_column}) + $signed({1'b0, place}) - PAD;
    wire                    outside  = row < 0 || row >= HEIGHT || column < 0 || column >= COLUMNS;
    wire                    followed = read && step_followed && step_is_channel == followed_channel && !outside
        && row == $signed({1'b0, followed_row}) && column == $signed({1'b0, followed_column});
    reg  [2:0]              reading;         // is in the line buffer: a read,
    reg  [2:0]              reading_outside; // of what is outside the map,
    reg  [2:0]              reading_value;   // of the pixel that is followed

    reg [ROWS_WIDTH-1:0] held;         // rows written, not released
    reg                  ever_paused;
    reg                  found;

    wire word_pixel = words >> (lane * WORD_PIXELS + place);

    always @(posedge clk) begin
        started         <= 1'b1;
        after_reset     <= rst;
        reading         <= {reading[1:0], read};
        reading_outside <= {reading_outside[1:0], outside};
        reading_value   <= {reading_value[1:0], followed};
        held            <= held + rows_written - rows_released;
        ever_paused     <= ever_paused || (step_valid && !step_ready);
        found           <= found || reading_value[2];
        open            <= open + {{(COUNT_WIDTH - 1){1'b0}}, take && frame_begin}
            - {{(COUNT_WIDTH - 1){1'b0}}, out_frame_end};
        if (follow) begin
            following <= 1'b1;
            before    <= open - {{(COUNT_WIDTH - 1){1'b0}}, out_frame_end};
        end else if (following && out_frame_end) begin
            before <= before - {{(COUNT_WIDTH - 1){1'b0}}, before != {COUNT_WIDTH{1'b0}}};
            issued <= issued || before == {COUNT_WIDTH{1'b0}};
        end
        if (comes) begin
            known <= 1'b1;
            value <= s_data >> pixel;
        end
        if (rst) begin
            reading       <= 3'd0;
            reading_value <= 3'd0;
            held          <= {ROWS_WIDTH{1'b0}};
            ever_paused   <= 1'b0;
            found         <= 1'b0;
            open          <= {COUNT_WIDTH{1'b0}};
            following     <= 1'b0;
            known         <= 1'b0;
            issued        <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        assume (followed_channel < CHANNELS && followed_row < HEIGHT && followed_column < COLUMNS);
        assume (lane < ROWS && place < WORD_PIXELS);
        if (started) begin
            // jobs
            if (job_valid) begin
                assert (open != {COUNT_WIDTH{1'b0}});
                assert (job_y == is_y && job_tile == out_tile && job_channel == out_channel);
                assert (job_last_tile == out_last_tile && job_last_channel == out_last_channel);
                assert (job_last_group == out_last_group);
            end
            // rows
            assert (held <= CAPACITY);
            if (after_reset) begin
                assert (write_enable == {ROWS{1'b0}} && rows_written == 0 && rows_released == 0 && !words_valid);
            end
            // words
            assert (words_valid == reading[2]);
            assert (!followed || known);
            if (reading[2] && reading_outside[2]) begin
                assert (!word_pixel);
            end
            if (reading_value[2]) begin
                assert (word_pixel == value);
            end
            cover (found && ever_paused && issued && open == {COUNT_WIDTH{1'b0}} && held == {ROWS_WIDTH{1'b0}});
            cover (held == CAPACITY && s_valid && !s_ready);
            cover (is_followed && open == 2);
        end
    end
endmodule

`default_nettype wire
