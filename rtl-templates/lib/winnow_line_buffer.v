// The rows of a tensor that a tile still needs, as words made by a row cutter or placer, in BANKS memories, and the
// reader that fetches, for one tap (channel, ky, kx) of the window, the words of the ROWS = BANKS output rows at once.
//
// Output row r of the group needs input row y + r * STRIDE + ky. Because row / STRIDE modulo BANKS is a row's bank, the
// BANKS rows lie in different banks, rotated by a constant that depends on ky alone; the reader turns the words back.
// Rows above or below the map read as padding.
//
// Latency 3 clocks: bank addresses, memories, rotated words.
`default_nettype none

module winnow_line_buffer #(
    parameter integer DATA_WIDTH       = 8,   // bits of a pixel
    parameter integer WORD_PIXELS      = 4,   // pixels of a word
    parameter integer HEIGHT           = 6,   // rows of the tensor
    parameter integer ROW_WORDS        = 6,   // words of a row of all channels
    parameter integer BANKS            = 2,   // memories; rows of a tile
    parameter integer STRIDE           = 1,   // consecutive rows that share a bank
    parameter integer SUPERROWS        = 4,   // rings of BANKS * STRIDE rows
    parameter integer KERNEL_HEIGHT    = 3,   // rows of the window
    parameter integer PAD_TOP          = 1,   // rows of padding above the map
    parameter integer OUTSIDE          = 1,   // 1: windows reach above or below the map, 0: y and padding do not matter
    parameter integer ADDR_WIDTH       = 5,   // at least clog2(SUPERROWS * STRIDE * ROW_WORDS)
    parameter integer SLOT_WIDTH       = 2,   // at least clog2(SUPERROWS * STRIDE) and 1
    parameter integer KY_WIDTH         = 2,   // at least clog2(KERNEL_HEIGHT) and 1
    parameter integer Y_WIDTH          = 5    // signed; holds -PAD_TOP .. last row that any window touches
) (
    input  wire                                    clk,
    input  wire                                    rst,
    input  wire [BANKS-1:0]                        write_enable,
    input  wire [ADDR_WIDTH-1:0]                   write_address,
    input  wire [WORD_PIXELS*DATA_WIDTH-1:0]       write_data,
    input  wire                                    valid,      // read the words of a tap
    input  wire [SLOT_WIDTH-1:0]                   slot,       // superrow of input row y + PAD_TOP, times STRIDE
    input  wire signed [Y_WIDTH-1:0]               y,          // input row of the group's first row at ky = 0
    input  wire [KY_WIDTH-1:0]                     ky,         // row of the window
    input  wire [ADDR_WIDTH-1:0]                   word,       // channel * words of its row + column tile
    input  wire [DATA_WIDTH-1:0]                   padding,    // a pixel of this channel outside the map
    output reg                                     words_valid,
    output wire [BANKS*WORD_PIXELS*DATA_WIDTH-1:0] words       // of all rows, the first in the low bits
);
    localparam integer WORD        = WORD_PIXELS * DATA_WIDTH;
    localparam integer SLOTS       = SUPERROWS * STRIDE;
    localparam integer RING        = STRIDE * BANKS * SUPERROWS;
    localparam integer ROW_LAST    = HEIGHT - 1;
    localparam integer LIFT        = (PAD_TOP + RING - 1) / RING;   // rings that make a negative row positive
    // the first row of the window, relative to the group's superrow, and the bank that it lies in
    localparam integer FIRST_ROW   = LIFT * RING - PAD_TOP;
    localparam integer FIRST_BANK  = (FIRST_ROW / STRIDE) % BANKS;
    // the most banks by which a row of the window is turned against the first
    localparam integer LAST_TURN   = (FIRST_ROW + KERNEL_HEIGHT - 1) / STRIDE - FIRST_ROW / STRIDE;
    localparam integer MOST_TURN   = (LAST_TURN < BANKS) ? LAST_TURN : BANKS - 1;
    localparam integer TURN_STAGES = $clog2(MOST_TURN + 1);
    localparam integer TURN_WIDTH  = (TURN_STAGES > 0) ? TURN_STAGES : 1;

    // constants of each ky, packed: how far the banks are turned, and per bank the slot relative to the group's first
    wire [KERNEL_HEIGHT*TURN_WIDTH-1:0]       turns;
    wire [KERNEL_HEIGHT*BANKS*SLOT_WIDTH-1:0] slot_offsets;

    genvar i;
    genvar j;
    genvar k;
    generate
        for (i = 0; i < KERNEL_HEIGHT; i = i + 1) begin : gen_ky
            localparam integer ROW  = FIRST_ROW + i;
            localparam integer TURN = (ROW / STRIDE - FIRST_ROW / STRIDE) % BANKS;
            assign turns[i*TURN_WIDTH +: TURN_WIDTH] = TURN[TURN_WIDTH-1:0];
            for (k = 0; k < BANKS; k = k + 1) begin : gen_bank
                localparam integer LANE = (k + BANKS - (FIRST_BANK + TURN) % BANKS) % BANKS;
                localparam integer SLOT = ((ROW / STRIDE + LANE) / BANKS % SUPERROWS) * STRIDE + ROW % STRIDE;
                assign slot_offsets[(i*BANKS+k)*SLOT_WIDTH +: SLOT_WIDTH] = SLOT[SLOT_WIDTH-1:0];
            end
        end
    endgenerate

    wire [TURN_WIDTH-1:0]       turn;
    reg                         valid_a;
    reg                         valid_b;
    reg  [TURN_WIDTH-1:0]       turn_a;
    reg  [TURN_WIDTH-1:0]       turn_b;
    wire [BANKS*WORD-1:0]       bank_words;
    wire [BANKS*WORD-1:0]       row_words;   // of the rows, before padding
    wire [BANKS*SLOT_WIDTH-1:0] offsets;

    winnow_select #(
        .WIDTH(TURN_WIDTH),
        .COUNT(KERNEL_HEIGHT),
        .INDEX_WIDTH(KY_WIDTH)
    ) u_turn (
        .index(ky),
        .choices(turns),
        .choice(turn)
    );

    winnow_select #(
        .WIDTH(BANKS * SLOT_WIDTH),
        .COUNT(KERNEL_HEIGHT),
        .INDEX_WIDTH(KY_WIDTH)
    ) u_offsets (
        .index(ky),
        .choices(slot_offsets),
        .choice(offsets)
    );

    always @(posedge clk) begin
        valid_a     <= valid;
        valid_b     <= valid_a;
        words_valid <= valid_b;
        if (valid) begin
            turn_a <= turn;
        end
        if (valid_a) begin
            turn_b <= turn_a;
        end
        if (rst) begin
            valid_a     <= 1'b0;
            valid_b     <= 1'b0;
            words_valid <= 1'b0;
        end
    end

    generate
        for (k = 0; k < BANKS; k = k + 1) begin : gen_bank
            wire [SLOT_WIDTH:0]   row_slot = {1'b0, slot} + {1'b0, offsets[k*SLOT_WIDTH +: SLOT_WIDTH]};
            wire [ADDR_WIDTH-1:0] row_address;
            reg  [ADDR_WIDTH-1:0] address;

            // The first address of a slot, for a group that starts in any superrow: a table for each bit, of which
            // every tool makes the least logic.
            for (i = 0; i < ADDR_WIDTH; i = i + 1) begin : gen_address
                wire [(2<<SLOT_WIDTH)-1:0] bits;

                for (j = 0; j < (2 << SLOT_WIDTH); j = j + 1) begin : gen_slot
                    localparam integer ADDRESS = (j % SLOTS) * ROW_WORDS;
                    assign bits[j] = ADDRESS[i];
                end
                assign row_address[i] = bits[row_slot];
            end

            always @(posedge clk) begin
                if (valid) begin
                    address <= row_address + word;
                end
            end

            winnow_ram #(
                .WIDTH(WORD),
                .DEPTH(SLOTS * ROW_WORDS),
                .ADDR_WIDTH(ADDR_WIDTH)
            ) u_memory (
                .clk(clk),
                .write_enable(write_enable[k]),
                .write_address(write_address),
                .write_data(write_data),
                .read_enable(valid_a),
                .read_address(address),
                .read_data(bank_words[k*WORD +: WORD])
            );
        end

        // Output row r is in bank (r + FIRST_BANK + turn) modulo BANKS: the banks are turned by a constant, which is
        // but wires, and by each bit of what is left.
        for (j = 0; j <= TURN_STAGES; j = j + 1) begin : gen_turn
            wire [BANKS*WORD-1:0] turned;

            for (k = 0; k < BANKS; k = k + 1) begin : gen_row
                if (j == 0) begin : gen_constant
                    assign turned[k*WORD +: WORD] = bank_words[((k+FIRST_BANK)%BANKS)*WORD +: WORD];
                end else begin : gen_bit
                    assign turned[k*WORD +: WORD] = turn_b[j-1]
                        ? gen_turn[j-1].turned[((k+(1<<(j-1)))%BANKS)*WORD +: WORD]
                        : gen_turn[j-1].turned[k*WORD +: WORD];
                end
            end
        end
        assign row_words = gen_turn[TURN_STAGES].turned;

        if (OUTSIDE != 0) begin : gen_outside
            wire signed [Y_WIDTH-1:0] window_row = y + $signed({{(Y_WIDTH - KY_WIDTH){1'b0}}, ky});
            reg  [DATA_WIDTH-1:0]     padding_a;
            reg  [DATA_WIDTH-1:0]     padding_b;

            always @(posedge clk) begin
                if (valid) begin
                    padding_a <= padding;
                end
                if (valid_a) begin
                    padding_b <= padding_a;
                end
            end

            for (k = 0; k < BANKS; k = k + 1) begin : gen_row
                localparam integer ROW = k * STRIDE;
                wire signed [Y_WIDTH-1:0] row = window_row + $signed(ROW[Y_WIDTH-1:0]);
                reg                       outside_a;
                reg                       outside_b;
                reg  [WORD-1:0]           word_of_row;

                always @(posedge clk) begin
                    if (valid) begin
                        outside_a <= row[Y_WIDTH-1] || row > $signed(ROW_LAST[Y_WIDTH-1:0]);
                    end
                    if (valid_a) begin
                        outside_b <= outside_a;
                    end
                    if (valid_b) begin
                        word_of_row <= outside_b ? {WORD_PIXELS{padding_b}} : row_words[k*WORD +: WORD];
                    end
                end
                assign words[k*WORD +: WORD] = word_of_row;
            end
        end else begin : gen_inside
            reg [BANKS*WORD-1:0] words_reg;

            always @(posedge clk) begin
                if (valid_b) begin
                    words_reg <= row_words;
                end
            end
            assign words = words_reg;

            wire unused_row = &{1'b0, y, padding};
        end
    endgenerate

    wire unused_turn = &{1'b0, turn_b};
endmodule

`default_nettype wire
