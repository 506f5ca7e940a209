// Cuts regular rows of pixels into line-buffer words: beats that are full but for the last of a row, words that end
// with a beat, always at the same place of it. So a word is a fixed part of a window that slides over the row, a beat
// at a time; what happens at which beat of a row is known beforehand, and neither places nor words need to be counted.
// winnow_row_placer says what the parameters and the output mean, and does this for any rows.
//
// The first word is due with beat DUE of a row, each further one PERIOD beats later; DUES of them before the last beat.
// The last beat completes the next word whatever it lacks (the window moves on by END_BEATS), and each of the others
// takes a clock of its own: the window moves on by a word's step. All that it moves on into is padding.
`default_nettype none

module winnow_row_cutter #(
    parameter integer DATA_WIDTH       = 8,
    parameter integer CHANNELS         = 2,
    parameter integer HEIGHT           = 6,
    parameter integer COLUMNS          = 6,
    parameter integer GROUP_ROWS       = 2,
    parameter integer TILE_COLUMNS     = 3,   // a multiple of PIXELS, or all columns
    parameter integer PIXELS           = 1,
    parameter integer WORD_PIXELS      = 4,
    parameter integer WORD_STEP        = 2,   // a multiple of PIXELS
    parameter integer PAD_LEFT         = 1,   // less than WORD_PIXELS
    parameter integer TILES            = 3,   // with GROUP_ROWS > 1 at least DUES
    parameter integer BANKS            = 2,
    parameter integer STRIDE           = 1,
    parameter integer SUPERROWS        = 4,
    parameter integer ADDR_WIDTH       = 5,
    parameter integer ROWS_WIDTH       = 4,
    parameter integer PADDING_CHANNELS = 1,
    parameter [PADDING_CHANNELS*DATA_WIDTH-1:0] PADDING = {(PADDING_CHANNELS * DATA_WIDTH){1'b0}}
) (
    input  wire                              clk,
    input  wire                              rst,
    input  wire [PIXELS*DATA_WIDTH-1:0]      s_data,
    input  wire                              s_valid,
    output wire                              s_ready,
    output reg  [BANKS-1:0]                  write_enable,
    output wire [ADDR_WIDTH-1:0]             write_address,
    output wire [WORD_PIXELS*DATA_WIDTH-1:0] write_data,
    output reg  [ROWS_WIDTH-1:0]             rows_written,
    input  wire [ROWS_WIDTH-1:0]             rows_released
);
    localparam integer GROUPS      = (HEIGHT + GROUP_ROWS - 1) / GROUP_ROWS;
    localparam integer LAST_ROWS   = HEIGHT - (GROUPS - 1) * GROUP_ROWS;
    localparam integer RING_ROWS   = BANKS * STRIDE;
    localparam integer ROW_WORDS   = CHANNELS * TILES;
    localparam integer DEPTH       = SUPERROWS * STRIDE * ROW_WORDS;
    localparam integer CAPACITY    = SUPERROWS * RING_ROWS;
    localparam integer ROW_BEATS   = (COLUMNS + PIXELS - 1) / PIXELS;
    localparam integer LAST_COUNT  = COLUMNS - (ROW_BEATS - 1) * PIXELS;   // pixels of a row's last beat

    localparam integer DUE         = (WORD_PIXELS - PAD_LEFT + PIXELS - 1) / PIXELS;
    localparam integer PERIOD      = WORD_STEP / PIXELS;
    localparam integer DUES        = (DUE < ROW_BEATS) ? (ROW_BEATS - 1 - DUE) / PERIOD + 1 : 0;
    localparam integer END_BEATS   = (DUES < TILES) ? DUE + DUES * PERIOD - ROW_BEATS : 0;
    localparam integer FLUSHES     = (DUES < TILES) ? TILES - DUES - 1 : 0;
    localparam integer SPARE       = ROW_BEATS - DUE - (TILES - 1) * PERIOD;   // beats behind the last word's
    // the window: a word, and pixels of its last beat behind it
    localparam integer PLACES      = WORD_PIXELS + DUE * PIXELS - (WORD_PIXELS - PAD_LEFT);
    localparam integer KEPT        = (PLACES > PIXELS) ? PLACES - PIXELS : 1;  // pixels that the next window needs
    localparam integer SKEW        = KEPT + PIXELS - PLACES;                   // of those that it does not
    localparam integer FILL        = END_BEATS * PIXELS + WORD_STEP;
    localparam integer WIDE        = FILL + PIXELS + KEPT;

    // One row at a time may as well come in one tile. If each word starts where the one before it ends, at the end of a
    // row as well, all channels are one long row.
    localparam integer SEAMLESS    = (GROUP_ROWS == 1 && PAD_LEFT == 0 && DUE == PERIOD && DUES == TILES - 1
        && END_BEATS == 0 && LAST_COUNT == PIXELS) ? 1 : 0;
    localparam integer ROWS_AT_ONCE = (SEAMLESS != 0) ? CHANNELS : 1;
    localparam integer IN_TILES    = (GROUP_ROWS > 1) ? (COLUMNS + TILE_COLUMNS - 1) / TILE_COLUMNS : 1;
    localparam integer BEATS       = (IN_TILES > 1) ? TILE_COLUMNS / PIXELS : ROWS_AT_ONCE * ROW_BEATS;
    localparam integer LAST_BEATS  = (IN_TILES > 1) ? ROW_BEATS - (IN_TILES - 1) * BEATS : BEATS;
    localparam integer RUNS        = CHANNELS / ROWS_AT_ONCE;
    // whether each tile starts as the row does
    localparam integer EVEN_TILES  = (IN_TILES == 1 || (DUE == PERIOD && BEATS % PERIOD == 0)) ? 1 : 0;
    // whether it matters which group is the frame's last
    localparam integer END_ROWS    = (HEIGHT + RING_ROWS - 1) / RING_ROWS * RING_ROWS - HEIGHT;   // left free behind it
    localparam integer ENDS        = (LAST_ROWS != GROUP_ROWS || END_ROWS != 0) ? 1 : 0;
    localparam integer CLAIM       = GROUP_ROWS;             // rows that a group takes in the ring
    localparam integer END_CLAIM   = LAST_ROWS + END_ROWS;   // the same for the frame's last
    localparam integer MOST_CLAIM  = (CLAIM > END_CLAIM) ? CLAIM : END_CLAIM;
    localparam integer SPACE_WIDTH = $clog2(((CAPACITY > MOST_CLAIM) ? CAPACITY : MOST_CLAIM) + 1) + 1;
    localparam integer FIRST_SPACE = CAPACITY - ((GROUPS == 1) ? END_CLAIM : CLAIM);

    localparam integer GROUP_WIDTH   = (GROUPS > 1) ? $clog2(GROUPS) : 1;
    localparam integer CHANNEL_WIDTH = (CHANNELS > 1) ? $clog2(CHANNELS) : 1;
    localparam integer TILE_WIDTH    = (IN_TILES > 1) ? $clog2(IN_TILES) : 1;
    localparam integer BEAT_WIDTH    = (BEATS > 1) ? $clog2(BEATS) : 1;
    localparam integer INNER_WIDTH   = (GROUP_ROWS > 1) ? $clog2(GROUP_ROWS) : 1;
    localparam integer UNTIL         = (DUE > PERIOD) ? DUE : PERIOD;
    localparam integer UNTIL_WIDTH   = (UNTIL > 1) ? $clog2(UNTIL) : 1;
    localparam integer FLUSH_WIDTH   = (FLUSHES > 1) ? $clog2(FLUSHES) : 1;

    localparam integer GROUP_LAST   = GROUPS - 1;
    localparam integer CHANNEL_LAST = RUNS - 1;
    localparam integer TILE_LAST    = IN_TILES - 1;
    localparam integer BEAT_LAST    = BEATS - 1;
    localparam integer RAGGED_LAST  = LAST_BEATS - 1;
    localparam integer FIRST_LAST   = (IN_TILES > 1) ? BEAT_LAST : RAGGED_LAST;
    localparam integer INNER_LAST   = GROUP_ROWS - 1;
    localparam integer ROWS_LAST    = LAST_ROWS - 1;
    localparam integer DUE_LAST     = DUE - 1;
    localparam integer PERIOD_LAST  = PERIOD - 1;
    localparam integer FLUSH_LAST   = (FLUSHES > 1) ? FLUSHES - 1 : 0;

    // what is still to come: groups, tiles of the row, beats of the tile, beats before a word is due, words to flush
    reg [GROUP_WIDTH-1:0]   group_reg;
    reg [TILE_WIDTH-1:0]    tile_reg;
    reg [BEAT_WIDTH-1:0]    beat_reg;
    reg [UNTIL_WIDTH-1:0]   until_reg;
    reg [FLUSH_WIDTH-1:0]   flushes_reg;
    reg                     flush_reg;
    // where it belongs
    reg [CHANNEL_WIDTH-1:0] channel_reg;
    reg [INNER_WIDTH-1:0]   inner_reg;

    wire last_group   = ENDS != 0 && (GROUPS == 1 || group_reg == {GROUP_WIDTH{1'b0}});   // and differs from the others
    wire last_beat    = beat_reg == {BEAT_WIDTH{1'b0}};
    wire last_tile    = IN_TILES == 1 || tile_reg == {TILE_WIDTH{1'b0}};
    wire last_channel = RUNS == 1 || channel_reg == CHANNEL_LAST[CHANNEL_WIDTH-1:0];
    wire last_inner   = GROUP_ROWS == 1
        || inner_reg == (last_group ? ROWS_LAST[INNER_WIDTH-1:0] : INNER_LAST[INNER_WIDTH-1:0]);
    wire row_end      = last_tile && last_beat;
    wire due          = UNTIL == 1 || until_reg == {UNTIL_WIDTH{1'b0}};
    wire flush        = FLUSHES != 0 && flush_reg;


    // Rows that are free, less those that the next group to be opened will take: it must not be negative.
    reg signed [SPACE_WIDTH-1:0] space_reg;
    reg                          open_reg;    // space for the group is reserved

    wire next_last = ENDS != 0 && (GROUPS == 1 || group_reg == {{(GROUP_WIDTH - 1){1'b0}}, 1'b1});
    wire active    = open_reg || !space_reg[SPACE_WIDTH-1];
    wire work      = active && (flush || s_valid);

    assign s_ready = active && !flush;

    wire completes;   // the beat completes a word
    generate
        if (DUES < TILES) begin : gen_forced
            assign completes = due || (SEAMLESS == 0 && row_end);
        end else if (GROUP_ROWS == 1) begin : gen_spare
            assign completes = due && beat_reg >= SPARE[BEAT_WIDTH-1:0];
        end else begin : gen_no_more
            assign completes = due && !row_end;
        end
    endgenerate

    wire write     = work && (flush || completes);
    wire step      = work   // the beat is done
        && (flush ? flushes_reg == {FLUSH_WIDTH{1'b0}} : !(FLUSHES != 0 && row_end));
    wire tile_end  = step && last_beat;
    wire inner_end = tile_end && last_inner;

    wire group_end = inner_end && last_tile && last_channel;

    wire [ROWS_WIDTH+SPACE_WIDTH-1:0] released = {{SPACE_WIDTH{1'b0}}, rows_released};
    wire                              unused_released = &{1'b0, released};

    always @(posedge clk) begin
        open_reg     <= (open_reg || work) && !group_end;
        space_reg    <= space_reg + $signed(released[SPACE_WIDTH-1:0])
            - ((!work || open_reg) ? {SPACE_WIDTH{1'b0}}
                : next_last ? $signed(END_CLAIM[SPACE_WIDTH-1:0]) : $signed(CLAIM[SPACE_WIDTH-1:0]));
        rows_written <= !group_end ? {ROWS_WIDTH{1'b0}}
            : last_group ? END_CLAIM[ROWS_WIDTH-1:0] : CLAIM[ROWS_WIDTH-1:0];
        if (rst) begin
            open_reg     <= 1'b0;
            space_reg    <= $signed(FIRST_SPACE[SPACE_WIDTH-1:0]);
            rows_written <= {ROWS_WIDTH{1'b0}};
        end
    end

    // beats of the next tile's row
    wire next_ragged = last_inner ? tile_reg == {{(TILE_WIDTH - 1){1'b0}}, 1'b1} : last_tile;

    always @(posedge clk) begin
        if (work && !flush) begin
            flush_reg   <= FLUSHES != 0 && row_end;
            flushes_reg <= FLUSH_LAST[FLUSH_WIDTH-1:0];
        end else if (work) begin
            flush_reg   <= flushes_reg != {FLUSH_WIDTH{1'b0}};
            flushes_reg <= flushes_reg - 1'b1;
        end
        if (step) begin
            beat_reg <= !last_beat ? beat_reg - 1'b1
                : (IN_TILES == 1 || next_ragged) ? RAGGED_LAST[BEAT_WIDTH-1:0] : BEAT_LAST[BEAT_WIDTH-1:0];
        end
        if (tile_end) begin
            inner_reg <= last_inner ? {INNER_WIDTH{1'b0}} : inner_reg + 1'b1;
        end
        if (inner_end) begin
            tile_reg <= last_tile ? TILE_LAST[TILE_WIDTH-1:0] : tile_reg - 1'b1;
            if (last_tile) begin
                channel_reg <= last_channel ? {CHANNEL_WIDTH{1'b0}} : channel_reg + 1'b1;
            end
        end
        if (group_end) begin
            group_reg <= last_group ? GROUP_LAST[GROUP_WIDTH-1:0] : group_reg - 1'b1;
        end
        if (rst) begin
            flush_reg   <= 1'b0;
            beat_reg    <= FIRST_LAST[BEAT_WIDTH-1:0];
            inner_reg   <= {INNER_WIDTH{1'b0}};
            tile_reg    <= TILE_LAST[TILE_WIDTH-1:0];
            channel_reg <= {CHANNEL_WIDTH{1'b0}};
            group_reg   <= GROUP_LAST[GROUP_WIDTH-1:0];
        end
    end

    // beats until a word is due; rows of a group start a tile alike
    wire [UNTIL_WIDTH-1:0] next_until = due ? PERIOD_LAST[UNTIL_WIDTH-1:0] : until_reg - 1'b1;
    wire [UNTIL_WIDTH-1:0] tile_until;

    generate
        if (EVEN_TILES != 0) begin : gen_even_tiles
            assign tile_until = DUE_LAST[UNTIL_WIDTH-1:0];
        end else begin : gen_tile_until
            reg [UNTIL_WIDTH-1:0] tile_until_reg;

            always @(posedge clk) begin
                if (inner_end) begin
                    tile_until_reg <= last_tile ? DUE_LAST[UNTIL_WIDTH-1:0] : next_until;
                end
                if (rst) begin
                    tile_until_reg <= DUE_LAST[UNTIL_WIDTH-1:0];
                end
            end
            assign tile_until = tile_until_reg;
        end
    endgenerate

    always @(posedge clk) begin
        if (step) begin
            until_reg <= (SEAMLESS != 0 || !last_beat) ? next_until
                : !last_inner ? tile_until : last_tile ? DUE_LAST[UNTIL_WIDTH-1:0] : next_until;
        end
        if (rst) begin
            until_reg <= DUE_LAST[UNTIL_WIDTH-1:0];
        end
    end

    // the window
    wire [DATA_WIDTH-1:0]        padding;
    wire [PIXELS*DATA_WIDTH-1:0] newest;
    wire [KEPT*DATA_WIDTH-1:0]   kept;
    wire [KEPT*DATA_WIDTH-1:0]   history;
    wire [WIDE*DATA_WIDTH-1:0]   wide = {{FILL{padding}}, flush ? {PIXELS{padding}} : newest, history};
    wire [WIDE*DATA_WIDTH-1:0]   moved;
    wire [PLACES*DATA_WIDTH-1:0] window = moved[PLACES*DATA_WIDTH-1:0];

    genvar p;
    generate
        if (PADDING_CHANNELS == 1) begin : gen_one_padding
            assign padding = PADDING;
        end else begin : gen_channel_padding
            assign padding = PADDING[channel_reg*DATA_WIDTH +: DATA_WIDTH];
        end
        for (p = 0; p < PIXELS; p = p + 1) begin : gen_newest
            wire beyond = p >= LAST_COUNT && row_end;   // behind the end of the row
            assign newest[p*DATA_WIDTH +: DATA_WIDTH] = beyond ? padding : s_data[p*DATA_WIDTH +: DATA_WIDTH];
        end
        if (PAD_LEFT > 0) begin : gen_row_start
            wire row_start;

            if (IN_TILES > 1) begin : gen_tiles
                assign row_start = tile_reg == TILE_LAST[TILE_WIDTH-1:0] && beat_reg == BEAT_LAST[BEAT_WIDTH-1:0];
            end else begin : gen_tile
                assign row_start = beat_reg == BEAT_LAST[BEAT_WIDTH-1:0];
            end
            assign history = (row_start && !flush) ? {KEPT{padding}} : kept;
        end else begin : gen_no_row_start
            assign history = kept;
        end
        if (END_BEATS == 0 && FLUSHES == 0) begin : gen_one_move
            assign moved = wide >> (SKEW * DATA_WIDTH);
        end else begin : gen_moves
            assign moved = flush ? wide >> ((SKEW + WORD_STEP - PIXELS) * DATA_WIDTH)
                : (END_BEATS != 0 && row_end) ? wide >> ((SKEW + END_BEATS * PIXELS) * DATA_WIDTH)
                : wide >> (SKEW * DATA_WIDTH);
        end
        if (GROUP_ROWS == 1) begin : gen_window
            // a word is written from where the window is kept
            reg  [PLACES*DATA_WIDTH-1:0]        window_reg;
            wire [(KEPT+PIXELS)*DATA_WIDTH-1:0] older = {{SKEW{padding}}, window_reg};
            wire                                unused_older = &{1'b0, older};

            always @(posedge clk) begin
                if (work) begin
                    window_reg <= window;
                end
            end
            assign kept       = older[PIXELS*DATA_WIDTH +: KEPT*DATA_WIDTH];
            assign write_data = window_reg[WORD_PIXELS*DATA_WIDTH-1:0];
        end else begin : gen_windows
            reg  [KEPT*DATA_WIDTH-1:0]          kept_reg [0:GROUP_ROWS-1];
            reg  [WORD_PIXELS*DATA_WIDTH-1:0]   data_reg;
            wire [(KEPT+PIXELS)*DATA_WIDTH-1:0] newer = {{SKEW{padding}}, window};
            wire                                unused_newer = &{1'b0, newer};

            always @(posedge clk) begin
                if (work) begin
                    kept_reg[inner_reg] <= newer[PIXELS*DATA_WIDTH +: KEPT*DATA_WIDTH];
                    data_reg            <= window[WORD_PIXELS*DATA_WIDTH-1:0];
                end
            end
            assign kept       = kept_reg[inner_reg];
            assign write_data = data_reg;
        end
    endgenerate

    wire unused_places = &{1'b0, moved, window};

    // where the word goes
    generate
        if (GROUP_ROWS == 1 && BANKS == 1) begin : gen_one_bank
            // words follow each other, but for the rows that fill up a frame's last superrow
            localparam integer END_STEP  = END_ROWS * ROW_WORDS + ((DUES < TILES) ? 1 : 0);
            localparam integer WORD_LAST = DEPTH - 1;
            localparam integer END_LAST  = DEPTH - END_STEP;

            reg [ADDR_WIDTH-1:0] address_reg;
            wire                 skip;
            wire                 wraps = address_reg == (skip ? END_LAST[ADDR_WIDTH-1:0] : WORD_LAST[ADDR_WIDTH-1:0]);

            if (END_ROWS != 0) begin : gen_skip
                reg skip_reg;

                always @(posedge clk) begin
                    skip_reg <= group_end && last_group;
                    if (rst) begin
                        skip_reg <= 1'b0;
                    end
                end
                assign skip = skip_reg;
            end else begin : gen_no_skip
                assign skip = 1'b0;
            end

            always @(posedge clk) begin
                write_enable <= write;
                if (write_enable[0] || skip) begin
                    address_reg <= wraps ? {ADDR_WIDTH{1'b0}}
                        : address_reg + (skip ? END_STEP[ADDR_WIDTH-1:0] : {{(ADDR_WIDTH - 1){1'b0}}, 1'b1});
                end
                if (rst) begin
                    write_enable <= 1'b0;
                    address_reg  <= {ADDR_WIDTH{1'b0}};
                end
            end
            assign write_address = address_reg;
        end else begin : gen_banks
            localparam integer PHASE_WIDTH = (STRIDE > 1) ? $clog2(STRIDE) : 1;
            localparam integer PHASE_LAST  = STRIDE - 1;
            localparam integer END_PHASE   = (HEIGHT - 1) % STRIDE;   // of a frame's last row
            localparam integer BACK        = PHASE_LAST * ROW_WORDS;   // to the start of the superrow
            localparam integer END_STEP    = (STRIDE - END_PHASE) * ROW_WORDS;
            localparam integer ROW_LAST    = DEPTH - ROW_WORDS;
            localparam integer END_LAST    = DEPTH - END_STEP;

            reg [ADDR_WIDTH-1:0]  word_reg;    // of the row: channels and words before this one
            reg [ADDR_WIDTH-1:0]  row_reg;     // where the row starts
            reg [BANKS-1:0]       bank_reg;    // one bit of them
            reg [PHASE_WIDTH-1:0] phase_reg;   // row of the superrow's bank
            reg [ADDR_WIDTH-1:0]  address_reg;

            // the row after this one
            wire                  frame_end  = END_ROWS != 0 && last_group && last_inner;
            wire                  last_phase = STRIDE == 1 || phase_reg == PHASE_LAST[PHASE_WIDTH-1:0];
            wire                  bank_end   = last_phase || frame_end;
            wire                  super_end  = bank_reg[BANKS-1] && last_phase;
            wire [ADDR_WIDTH-1:0] row_last   = frame_end ? END_LAST[ADDR_WIDTH-1:0] : ROW_LAST[ADDR_WIDTH-1:0];
            wire [ADDR_WIDTH-1:0] row_step   = frame_end ? END_STEP[ADDR_WIDTH-1:0] : ROW_WORDS[ADDR_WIDTH-1:0];
            wire                  row_wraps  = (frame_end || super_end) && row_reg == row_last;
            wire [ADDR_WIDTH-1:0] next_row;
            wire [BANKS-1:0]      next_bank;
            wire [PHASE_WIDTH-1:0] next_phase = bank_end ? {PHASE_WIDTH{1'b0}} : phase_reg + 1'b1;
            wire [ADDR_WIDTH-1:0] next_word  = word_reg + {{(ADDR_WIDTH - 1){1'b0}}, write};
            // rows of a group start a tile with the same word; the first row of the group
            wire [ADDR_WIDTH-1:0]  tile_word;
            wire [ADDR_WIDTH-1:0]  group_row;
            wire [BANKS-1:0]       group_bank;
            wire [PHASE_WIDTH-1:0] group_phase;

            if (STRIDE == 1) begin : gen_row
                assign next_row = row_wraps ? {ADDR_WIDTH{1'b0}}
                    : row_reg + ((frame_end || super_end) ? row_step : {ADDR_WIDTH{1'b0}});
            end else begin : gen_phases
                wire next = last_phase && !super_end && !frame_end;   // the next bank is next

                assign next_row = row_wraps ? {ADDR_WIDTH{1'b0}}
                    : row_reg + (next ? {ADDR_WIDTH{1'b0}} - BACK[ADDR_WIDTH-1:0] : row_step);
            end
            if (BANKS == 1) begin : gen_bank
                assign next_bank = 1'b1;
            end else begin : gen_next_bank
                assign next_bank = frame_end ? {{(BANKS - 1){1'b0}}, 1'b1}
                    : last_phase ? {bank_reg[BANKS-2:0], bank_reg[BANKS-1]} : bank_reg;
            end

            if (GROUP_ROWS == 1) begin : gen_no_group
                assign tile_word   = {ADDR_WIDTH{1'b0}};
                assign group_row   = row_reg;
                assign group_bank  = bank_reg;
                assign group_phase = phase_reg;
            end else begin : gen_group
                reg [ADDR_WIDTH-1:0]  tile_word_reg;
                reg [ADDR_WIDTH-1:0]  group_row_reg;
                reg [BANKS-1:0]       group_bank_reg;
                reg [PHASE_WIDTH-1:0] group_phase_reg;

                always @(posedge clk) begin
                    if (inner_end) begin
                        tile_word_reg <= group_end ? {ADDR_WIDTH{1'b0}} : next_word;
                    end
                    if (group_end) begin
                        group_row_reg   <= next_row;
                        group_bank_reg  <= next_bank;
                        group_phase_reg <= next_phase;
                    end
                    if (rst) begin
                        tile_word_reg   <= {ADDR_WIDTH{1'b0}};
                        group_row_reg   <= {ADDR_WIDTH{1'b0}};
                        group_bank_reg  <= {{(BANKS - 1){1'b0}}, 1'b1};
                        group_phase_reg <= {PHASE_WIDTH{1'b0}};
                    end
                end
                assign tile_word   = tile_word_reg;
                assign group_row   = group_row_reg;
                assign group_bank  = group_bank_reg;
                assign group_phase = group_phase_reg;
            end

            always @(posedge clk) begin
                write_enable <= write ? bank_reg : {BANKS{1'b0}};
                address_reg  <= row_reg + word_reg;
                word_reg     <= (tile_end && !last_inner) ? tile_word : group_end ? {ADDR_WIDTH{1'b0}} : next_word;
                if (tile_end) begin
                    row_reg   <= (group_end || !last_inner) ? next_row : group_row;
                    bank_reg  <= (group_end || !last_inner) ? next_bank : group_bank;
                    phase_reg <= (group_end || !last_inner) ? next_phase : group_phase;
                end
                if (rst) begin
                    write_enable <= {BANKS{1'b0}};
                    word_reg     <= {ADDR_WIDTH{1'b0}};
                    row_reg      <= {ADDR_WIDTH{1'b0}};
                    bank_reg     <= {{(BANKS - 1){1'b0}}, 1'b1};
                    phase_reg    <= {PHASE_WIDTH{1'b0}};
                end
            end
            assign write_address = address_reg;
        end
    endgenerate
endmodule

`default_nettype wire
