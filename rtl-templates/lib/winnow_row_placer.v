// Cuts a stream of pixels into line-buffer words. A word holds WORD_PIXELS neighbouring pixels of one row of one
// channel, halo and padding included: all that the consumer's tile needs of that row. Words of a row start WORD_STEP
// pixels apart, the first one PAD_LEFT pixels before the row.
//
// Pixels come PIXELS at a time in the producer's tile order (row group; channel; column tile; row in the group; x in
// the tile; the last beat of a tile's row may hold fewer), or, if INTERLEAVED, one at a time as a camera sends them
// (row; x; channel). A word that the last pixel of its row completes is filled up with padding. One word is written a
// clock: further words that a beat completes, and words that lie in the padding alone, take a clock of their own.
//
// Rows are stored in a ring of SUPERROWS x STRIDE x BANKS rows: row / STRIDE modulo BANKS is the bank, so that the
// BANKS rows that the consumer reads at once lie in different banks. Each frame starts at a new superrow.
//
// Each pixel is put at its place in the word under assembly, whatever the beats hold; one partial word is kept per row
// of the group (per channel, if INTERLEAVED). Where every word ends at the same place of some beat, winnow_row_cutter
// does the same with a fraction of the logic.
`default_nettype none

module winnow_row_placer #(
    parameter integer DATA_WIDTH       = 8,   // bits of a pixel
    parameter integer CHANNELS         = 2,   // channels of the tensor
    parameter integer HEIGHT           = 6,   // rows of the tensor
    parameter integer COLUMNS          = 6,   // columns of the tensor
    parameter integer GROUP_ROWS       = 2,   // rows of a row group of the producer
    parameter integer TILE_COLUMNS     = 3,   // columns of a column tile of the producer
    parameter integer PIXELS           = 1,   // pixels of a beat
    parameter integer INTERLEAVED      = 0,   // 1: row, x, channel order; then GROUP_ROWS = TILE_COLUMNS = PIXELS = 1
    parameter integer WORD_PIXELS      = 4,   // pixels of a word
    parameter integer WORD_STEP        = 2,   // pixels from one word to the next
    parameter integer PAD_LEFT         = 1,   // columns of padding before a row
    parameter integer TILES            = 3,   // words of a row of one channel
    parameter integer BANKS            = 2,   // memories, each one row of which is read per clock
    parameter integer STRIDE           = 1,   // consecutive rows that share a bank
    parameter integer SUPERROWS        = 4,   // rings of BANKS x STRIDE rows
    parameter integer ADDR_WIDTH       = 5,   // above clog2(TILES), at least clog2(SUPERROWS * STRIDE * ROW_WORDS)
    parameter integer ROWS_WIDTH       = 4,   // bits that hold SUPERROWS * STRIDE * BANKS
    parameter integer PADDING_CHANNELS = 1,   // 1: one padding value for all channels, else CHANNELS
    parameter [PADDING_CHANNELS*DATA_WIDTH-1:0] PADDING = {(PADDING_CHANNELS * DATA_WIDTH){1'b0}}
) (
    input  wire                              clk,
    input  wire                              rst,
    input  wire [PIXELS*DATA_WIDTH-1:0]      s_data,     // the leftmost pixel in the low bits
    input  wire                              s_valid,
    output wire                              s_ready,
    output reg  [BANKS-1:0]                  write_enable,
    output reg  [ADDR_WIDTH-1:0]             write_address,
    output reg  [WORD_PIXELS*DATA_WIDTH-1:0] write_data,
    output reg  [ROWS_WIDTH-1:0]             rows_written,   // rows complete as of the next clock; 0 for none
    input  wire [ROWS_WIDTH-1:0]             rows_released   // rows that the consumer is done with; 0 for none
);
    localparam integer GROUPS       = (HEIGHT + GROUP_ROWS - 1) / GROUP_ROWS;
    localparam integer LAST_ROWS    = HEIGHT - (GROUPS - 1) * GROUP_ROWS;
    localparam integer RING_ROWS    = BANKS * STRIDE;
    localparam integer STORED       = (HEIGHT + RING_ROWS - 1) / RING_ROWS * RING_ROWS;
    localparam integer LAST_STORED  = STORED - (GROUPS - 1) * GROUP_ROWS;
    localparam integer CAPACITY     = SUPERROWS * RING_ROWS;
    localparam integer IN_TILES     = (COLUMNS + TILE_COLUMNS - 1) / TILE_COLUMNS;
    localparam integer LAST_COLUMNS = COLUMNS - (IN_TILES - 1) * TILE_COLUMNS;
    localparam integer BEATS        = (TILE_COLUMNS + PIXELS - 1) / PIXELS;   // of a tile's row
    localparam integer LAST_BEATS   = (LAST_COLUMNS + PIXELS - 1) / PIXELS;   // the same in the last tile
    localparam integer LAST_COUNT   = TILE_COLUMNS - (BEATS - 1) * PIXELS;    // pixels of the last beat
    localparam integer RAGGED_COUNT = LAST_COLUMNS - (LAST_BEATS - 1) * PIXELS;
    localparam integer INNER        = (INTERLEAVED != 0) ? CHANNELS : GROUP_ROWS;
    localparam integer ROW_WORDS    = CHANNELS * TILES;
    localparam integer LAST_SUPER   = (SUPERROWS - 1) * STRIDE * ROW_WORDS;
    localparam integer SUPER_WORDS  = STRIDE * ROW_WORDS;

    localparam integer GROUP_WIDTH   = (GROUPS > 1) ? $clog2(GROUPS) : 1;
    localparam integer CHANNEL_WIDTH = (CHANNELS > 1) ? $clog2(CHANNELS) : 1;
    localparam integer TILE_WIDTH    = (IN_TILES > 1) ? $clog2(IN_TILES) : 1;
    localparam integer BEAT_WIDTH    = (BEATS > 1) ? $clog2(BEATS) : 1;
    localparam integer INNER_WIDTH   = (INNER > 1) ? $clog2(INNER) : 1;
    localparam integer WORD_WIDTH    = ADDR_WIDTH;   // as wide as what it is added to
    localparam integer BANK_WIDTH    = (BANKS > 1) ? $clog2(BANKS) : 1;
    localparam integer PHASE_WIDTH   = (STRIDE > 1) ? $clog2(STRIDE) : 1;
    localparam integer OFFSET_WIDTH  = $clog2(WORD_PIXELS + WORD_STEP + PAD_LEFT + PIXELS) + 1;
    localparam integer PLACES        = WORD_PIXELS + PIXELS - 1;   // a beat may reach beyond the word
    localparam integer VECTOR        = PLACES * DATA_WIDTH;
    localparam [VECTOR-1:0] BEHIND_STEP = ~({VECTOR{1'b1}} >> (WORD_STEP * DATA_WIDTH));

    localparam integer GROUP_LAST   = GROUPS - 1;
    localparam integer CHANNEL_LAST = CHANNELS - 1;
    localparam integer TILE_LAST    = IN_TILES - 1;
    localparam integer BEAT_LAST    = BEATS - 1;
    localparam integer RAGGED_BEAT  = LAST_BEATS - 1;
    localparam integer INNER_LAST   = INNER - 1;
    localparam integer RAGGED_LAST  = (INTERLEAVED != 0) ? INNER - 1 : LAST_ROWS - 1;
    localparam integer WORD_LAST    = TILES - 1;
    localparam integer BANK_LAST    = BANKS - 1;
    localparam integer PHASE_LAST   = STRIDE - 1;
    localparam integer OFFSET_LAST  = WORD_PIXELS - 1;

    // where the next pixel belongs
    reg [GROUP_WIDTH-1:0]         group_reg;
    reg [CHANNEL_WIDTH-1:0]       channel_reg;
    reg [TILE_WIDTH-1:0]          tile_reg;
    reg [BEAT_WIDTH-1:0]          beat_reg;
    reg [INNER_WIDTH-1:0]         inner_reg;
    reg [WORD_WIDTH-1:0]          word_reg;     // word under assembly; TILES when all are written
    reg signed [OFFSET_WIDTH-1:0] offset_reg;   // place of the next pixel in that word
    // the same at the start of the producer's tile, for the next row of the group
    reg [WORD_WIDTH-1:0]          tile_word_reg;
    reg signed [OFFSET_WIDTH-1:0] tile_offset_reg;
    // where the row is stored, and the first row of the group
    reg [BANK_WIDTH-1:0]          bank_reg;
    reg [PHASE_WIDTH-1:0]         phase_reg;
    reg [ADDR_WIDTH-1:0]          super_reg;
    reg [ADDR_WIDTH-1:0]          row_reg;
    reg [BANK_WIDTH-1:0]          group_bank_reg;
    reg [PHASE_WIDTH-1:0]         group_phase_reg;
    reg [ADDR_WIDTH-1:0]          group_super_reg;
    reg [ADDR_WIDTH-1:0]          group_row_reg;
    reg [ADDR_WIDTH-1:0]          channel_address_reg;

    reg [ROWS_WIDTH-1:0]          free_reg;
    reg                           open_reg;     // space for the group is reserved
    reg                           flush_reg;    // the row is complete, words in its right padding are not

    wire last_group = group_reg == GROUP_LAST[GROUP_WIDTH-1:0];
    wire words_left = word_reg != TILES[WORD_WIDTH-1:0];

    wire [ROWS_WIDTH-1:0] group_rows = last_group ? LAST_STORED[ROWS_WIDTH-1:0] : GROUP_ROWS[ROWS_WIDTH-1:0];

    wire active = open_reg || free_reg >= group_rows;
    wire lead   = words_left && !flush_reg && $signed(offset_reg) > $signed(OFFSET_LAST[OFFSET_WIDTH-1:0]);
    wire alone  = lead || flush_reg;                  // a clock that writes a word and takes no beat
    wire work   = active && (alone || s_valid);

    assign s_ready = active && !alone;

    // the partial words
    reg  [VECTOR-1:0]     partial [0:INNER-1];
    wire [DATA_WIDTH-1:0] padding;

    generate
        if (PADDING_CHANNELS == 1) begin : gen_one_padding
            assign padding = PADDING;
        end else if (INTERLEAVED != 0) begin : gen_interleaved_padding
            assign padding = PADDING[inner_reg*DATA_WIDTH +: DATA_WIDTH];
        end else begin : gen_channel_padding
            assign padding = PADDING[channel_reg*DATA_WIDTH +: DATA_WIDTH];
        end
    endgenerate

    // All that a clock's work needs is worked out in here and nowhere else: a simulator skips it when there is none.
    always @(posedge clk) begin : assemble
        reg last_inner;
        reg last_channel;
        reg last_tile;
        reg last_beat;
        reg row_start;
        reg row_end;
        reg last_word;
        reg complete;
        reg write;
        reg more;        // the beat completes further words
        reg step;
        reg group_end;
        reg [OFFSET_WIDTH-1:0]        count;           // pixels of the beat
        reg signed [OFFSET_WIDTH-1:0] filled_offset;
        // the place of the pixel after this beat in the word after this clock
        reg [WORD_WIDTH-1:0]          next_word;
        reg signed [OFFSET_WIDTH-1:0] step_back;
        reg signed [OFFSET_WIDTH-1:0] next_offset;
        reg [VECTOR-1:0]              inserted;
        reg [VECTOR-1:0]              moved;
        // the row after this one
        reg last_phase;
        reg last_bank;
        reg new_super;
        reg [ADDR_WIDTH-1:0]          other_super;
        reg [ADDR_WIDTH-1:0]          next_super;
        reg [ADDR_WIDTH-1:0]          next_row;
        reg [PHASE_WIDTH-1:0]         next_phase;
        reg [BANK_WIDTH-1:0]          next_bank;
        integer i;
        integer p;

        write_enable <= {BANKS{1'b0}};
        rows_written <= {ROWS_WIDTH{1'b0}};
        free_reg     <= free_reg + rows_released - ((work && !open_reg) ? group_rows : {ROWS_WIDTH{1'b0}});

        if (work) begin
            last_inner   = inner_reg == (last_group ? RAGGED_LAST[INNER_WIDTH-1:0] : INNER_LAST[INNER_WIDTH-1:0]);
            last_channel = (INTERLEAVED != 0) || channel_reg == CHANNEL_LAST[CHANNEL_WIDTH-1:0];
            last_tile    = tile_reg == TILE_LAST[TILE_WIDTH-1:0];
            last_beat    = beat_reg == (last_tile ? RAGGED_BEAT[BEAT_WIDTH-1:0] : BEAT_LAST[BEAT_WIDTH-1:0]);
            row_start    = tile_reg == {TILE_WIDTH{1'b0}} && beat_reg == {BEAT_WIDTH{1'b0}};
            row_end      = last_tile && last_beat;
            last_word    = word_reg == WORD_LAST[WORD_WIDTH-1:0];
            count        = !last_beat ? PIXELS[OFFSET_WIDTH-1:0]
                : last_tile ? RAGGED_COUNT[OFFSET_WIDTH-1:0] : LAST_COUNT[OFFSET_WIDTH-1:0];

            filled_offset = flush_reg ? offset_reg : offset_reg + $signed(count);
            complete      = words_left && (filled_offset > $signed(OFFSET_LAST[OFFSET_WIDTH-1:0]) || row_end);
            write         = alone || complete;
            next_word     = write ? word_reg + 1'b1 : word_reg;
            step_back     = write ? $signed(WORD_STEP[OFFSET_WIDTH-1:0]) : {OFFSET_WIDTH{1'b0}};
            next_offset   =
                !words_left ? offset_reg : lead ? offset_reg - step_back : filled_offset - step_back;
            more          = words_left && !last_word
                && (row_end || next_offset > $signed(OFFSET_LAST[OFFSET_WIDTH-1:0]));
            step          = !lead && !more;
            group_end     = step && last_inner && row_end && last_channel;

            inserted = (row_start && !flush_reg) ? {PLACES{padding}} : partial[inner_reg];
            if (!alone) begin
                for (p = 0; p < PIXELS; p = p + 1) begin
                    // with a step beyond the word the next pixel may lie before the word, and this one in it
                    for (i = (WORD_STEP > WORD_PIXELS) ? 0 : p; i < PLACES; i = i + 1) begin
                        if (offset_reg == i[OFFSET_WIDTH-1:0] - p[OFFSET_WIDTH-1:0]
                                && p[OFFSET_WIDTH-1:0] < count) begin
                            inserted[i*DATA_WIDTH +: DATA_WIDTH] = s_data[p*DATA_WIDTH +: DATA_WIDTH];
                        end
                    end
                end
            end
            if (!lead) begin
                moved = (inserted >> (WORD_STEP * DATA_WIDTH)) | ({PLACES{padding}} & BEHIND_STEP);
                partial[inner_reg] <= write ? moved : inserted;
            end
            if (write) begin
                write_enable[bank_reg] <= 1'b1;
                write_address <= row_reg + channel_address_reg + word_reg;
                write_data    <= inserted[WORD_PIXELS*DATA_WIDTH-1:0];
            end

            last_phase  = phase_reg == PHASE_LAST[PHASE_WIDTH-1:0];
            last_bank   = bank_reg == BANK_LAST[BANK_WIDTH-1:0];
            new_super   = (last_phase && last_bank) || (last_group && group_end);
            other_super = (super_reg == LAST_SUPER[ADDR_WIDTH-1:0])
                ? {ADDR_WIDTH{1'b0}} : super_reg + SUPER_WORDS[ADDR_WIDTH-1:0];
            next_super  = new_super ? other_super : super_reg;
            next_row    = (new_super || last_phase) ? next_super : row_reg + ROW_WORDS[ADDR_WIDTH-1:0];
            next_phase  = (new_super || last_phase) ? {PHASE_WIDTH{1'b0}} : phase_reg + 1'b1;
            next_bank   = new_super ? {BANK_WIDTH{1'b0}} : last_phase ? bank_reg + 1'b1 : bank_reg;

            open_reg   <= !group_end;
            flush_reg  <= !lead && more;
            word_reg   <= next_word;
            offset_reg <= next_offset;
            if (step && !last_beat) begin
                beat_reg <= beat_reg + 1'b1;
            end
            if (step && last_beat && !last_inner) begin
                beat_reg   <= {BEAT_WIDTH{1'b0}};
                word_reg   <= tile_word_reg;
                offset_reg <= tile_offset_reg;
                inner_reg  <= inner_reg + 1'b1;
                if (INTERLEAVED != 0) begin
                    channel_address_reg <= channel_address_reg + TILES[ADDR_WIDTH-1:0];
                end else begin
                    bank_reg  <= next_bank;
                    phase_reg <= next_phase;
                    super_reg <= next_super;
                    row_reg   <= next_row;
                end
            end
            if (step && last_beat && last_inner) begin
                beat_reg  <= {BEAT_WIDTH{1'b0}};
                inner_reg <= {INNER_WIDTH{1'b0}};
                bank_reg  <= group_bank_reg;
                phase_reg <= group_phase_reg;
                super_reg <= group_super_reg;
                row_reg   <= group_row_reg;
                if (INTERLEAVED != 0) begin
                    channel_address_reg <= {ADDR_WIDTH{1'b0}};
                end
                if (!last_tile) begin
                    tile_reg        <= tile_reg + 1'b1;
                    tile_word_reg   <= next_word;
                    tile_offset_reg <= next_offset;
                end else begin
                    tile_reg        <= {TILE_WIDTH{1'b0}};
                    word_reg        <= {WORD_WIDTH{1'b0}};
                    tile_word_reg   <= {WORD_WIDTH{1'b0}};
                    offset_reg      <= PAD_LEFT[OFFSET_WIDTH-1:0];
                    tile_offset_reg <= PAD_LEFT[OFFSET_WIDTH-1:0];
                    channel_reg     <= last_channel ? {CHANNEL_WIDTH{1'b0}} : channel_reg + 1'b1;
                    channel_address_reg <= last_channel ? {ADDR_WIDTH{1'b0}}
                                                        : channel_address_reg + TILES[ADDR_WIDTH-1:0];
                end
            end
            if (group_end) begin
                rows_written    <= group_rows;
                group_reg       <= last_group ? {GROUP_WIDTH{1'b0}} : group_reg + 1'b1;
                bank_reg        <= next_bank;
                phase_reg       <= next_phase;
                super_reg       <= next_super;
                row_reg         <= next_row;
                group_bank_reg  <= next_bank;
                group_phase_reg <= next_phase;
                group_super_reg <= next_super;
                group_row_reg   <= next_row;
            end
        end

        if (rst) begin
            write_enable        <= {BANKS{1'b0}};
            rows_written        <= {ROWS_WIDTH{1'b0}};
            free_reg            <= CAPACITY[ROWS_WIDTH-1:0];
            open_reg            <= 1'b0;
            flush_reg           <= 1'b0;
            group_reg           <= {GROUP_WIDTH{1'b0}};
            channel_reg         <= {CHANNEL_WIDTH{1'b0}};
            tile_reg            <= {TILE_WIDTH{1'b0}};
            beat_reg            <= {BEAT_WIDTH{1'b0}};
            inner_reg           <= {INNER_WIDTH{1'b0}};
            word_reg            <= {WORD_WIDTH{1'b0}};
            offset_reg          <= PAD_LEFT[OFFSET_WIDTH-1:0];
            tile_word_reg       <= {WORD_WIDTH{1'b0}};
            tile_offset_reg     <= PAD_LEFT[OFFSET_WIDTH-1:0];
            bank_reg            <= {BANK_WIDTH{1'b0}};
            phase_reg           <= {PHASE_WIDTH{1'b0}};
            super_reg           <= {ADDR_WIDTH{1'b0}};
            row_reg             <= {ADDR_WIDTH{1'b0}};
            group_bank_reg      <= {BANK_WIDTH{1'b0}};
            group_phase_reg     <= {PHASE_WIDTH{1'b0}};
            group_super_reg     <= {ADDR_WIDTH{1'b0}};
            group_row_reg       <= {ADDR_WIDTH{1'b0}};
            channel_address_reg <= {ADDR_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
