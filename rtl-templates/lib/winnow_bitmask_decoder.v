// Decodes weights stored as a mask with one bit per position and the codes of the positions whose bit is set. The mask
// of an output channel is MASK_WORDS words of MASK_WIDTH bits; a find-first takes one set bit a clock. A mask word
// without a set bit costs the clock in which it is passed over.
`default_nettype none

module winnow_bitmask_decoder #(
    parameter integer CODE_WIDTH     = 4,    // bits of a code
    parameter integer POSITION_WIDTH = 4,    // bits that hold a position within an output channel, and MASK_WIDTH
    parameter integer MASK_WIDTH     = 5,    // bits of a mask word
    parameter integer MASK_WORDS     = 2,    // mask words of an output channel
    parameter integer CHANNELS       = 2,    // output channels
    parameter integer CHANNEL_WIDTH  = 1,    // at least clog2(CHANNELS) and 1
    parameter integer ENTRIES        = 10,   // codes of the layer
    parameter integer COUNT_WIDTH    = 3,    // bits that hold the greatest count
    parameter integer START_WIDTH    = 4,    // bits that hold ENTRIES
    parameter integer TAG_WIDTH      = 4,    // bits of what travels with a job
    parameter         FILE           = "",   // codes, one per word
    parameter         MASK_FILE      = ""    // mask words, the first position in bit 0
) (
    input  wire                      clk,
    input  wire                      rst,
    input  wire                      job_valid,
    output wire                      job_ready,
    input  wire [START_WIDTH-1:0]    job_start,
    input  wire [COUNT_WIDTH-1:0]    job_count,
    input  wire [CHANNEL_WIDTH-1:0]  job_channel,
    input  wire [TAG_WIDTH-1:0]      job_tag,
    output reg                       step_valid,
    input  wire                      step_ready,
    output reg                       step_first,
    output reg                       step_last,
    output reg                       step_empty,     // the job has no weight; position and code mean nothing
    output reg  [POSITION_WIDTH-1:0] step_position,
    output wire [CODE_WIDTH-1:0]     step_code,
    output reg  [TAG_WIDTH-1:0]      step_tag
);
    localparam integer WORDS          = CHANNELS * MASK_WORDS;
    localparam integer WORD_WIDTH     = (WORDS > 1) ? $clog2(WORDS) : 1;
    localparam integer LEFT_WIDTH     = (MASK_WORDS > 1) ? $clog2(MASK_WORDS) : 1;
    localparam integer LAST_MASK_WORD = MASK_WORDS - 1;

    // fetch of mask words, one ahead
    reg                     fetch_valid_reg;
    reg                     fetch_first_reg;
    reg [WORD_WIDTH-1:0]    fetch_address_reg;
    reg [LEFT_WIDTH-1:0]    fetch_left_reg;
    reg [START_WIDTH-1:0]   fetch_start_reg;
    reg [COUNT_WIDTH-1:0]   fetch_count_reg;
    reg [TAG_WIDTH-1:0]     fetch_tag_reg;
    // the memory's output
    reg                     read_valid_reg;
    reg                     read_first_reg;
    reg [START_WIDTH-1:0]   read_start_reg;
    reg [COUNT_WIDTH-1:0]   read_count_reg;
    reg [TAG_WIDTH-1:0]     read_tag_reg;
    wire [MASK_WIDTH-1:0]   read_mask;
    // the word under work
    reg                      work_valid_reg;
    reg                      first_reg;      // no step of the job was issued yet
    reg [MASK_WIDTH-1:0]     mask_reg;
    reg [POSITION_WIDTH-1:0] base_reg;       // position of the word's bit 0
    reg [START_WIDTH-1:0]    address_reg;    // of the next code
    reg [COUNT_WIDTH-1:0]    count_reg;      // weights of the job not yet issued
    reg [TAG_WIDTH-1:0]      tag_reg;

    wire fetch_last = fetch_left_reg == {LEFT_WIDTH{1'b0}};
    wire empty_job  = first_reg && count_reg == {COUNT_WIDTH{1'b0}};
    wire [MASK_WIDTH-1:0] rest = mask_reg & (mask_reg - 1'b1);
    wire advance    = !step_valid || step_ready;
    wire issue      = work_valid_reg && (mask_reg != {MASK_WIDTH{1'b0}} || empty_job);
    wire work_done  = !work_valid_reg || (advance && rest == {MASK_WIDTH{1'b0}});
    wire read_done  = !read_valid_reg || work_done;

    assign job_ready = read_done && (!fetch_valid_reg || fetch_last);

    // the lowest set bit
    reg [POSITION_WIDTH-1:0] lowest;
    integer i;
    always @* begin
        lowest = {POSITION_WIDTH{1'b0}};
        for (i = MASK_WIDTH - 1; i >= 0; i = i - 1) begin
            if (mask_reg[i]) begin
                lowest = i[POSITION_WIDTH-1:0];
            end
        end
    end

    // channels come in order, each as often as it has tiles, so the start of a channel's mask is a running sum
    reg  [CHANNEL_WIDTH-1:0] channel_reg;
    reg  [WORD_WIDTH-1:0]    mask_start_reg;
    wire [WORD_WIDTH-1:0]    mask_start =
        (job_channel == {CHANNEL_WIDTH{1'b0}}) ? {WORD_WIDTH{1'b0}} :
        (job_channel == channel_reg) ? mask_start_reg : mask_start_reg + MASK_WORDS[WORD_WIDTH-1:0];

    winnow_rom #(
        .WIDTH(MASK_WIDTH),
        .DEPTH(WORDS),
        .ADDR_WIDTH(WORD_WIDTH),
        .FILE(MASK_FILE)
    ) u_masks (
        .clk(clk),
        .enable(read_done),
        .address(fetch_address_reg),
        .data(read_mask)
    );

    winnow_rom #(
        .WIDTH(CODE_WIDTH),
        .DEPTH(ENTRIES),
        .ADDR_WIDTH(START_WIDTH),
        .FILE(FILE)
    ) u_codes (
        .clk(clk),
        .enable(advance),
        .address(address_reg),
        .data(step_code)
    );

    always @(posedge clk) begin
        if (job_valid && job_ready) begin
            channel_reg    <= job_channel;
            mask_start_reg <= mask_start;
        end
        if (read_done) begin
            if (!fetch_valid_reg || fetch_last) begin
                fetch_valid_reg   <= job_valid;
                fetch_first_reg   <= 1'b1;
                fetch_address_reg <= mask_start;
                fetch_left_reg    <= (job_count == {COUNT_WIDTH{1'b0}}) ? {LEFT_WIDTH{1'b0}}
                                                                        : LAST_MASK_WORD[LEFT_WIDTH-1:0];
                fetch_start_reg   <= job_start;
                fetch_count_reg   <= job_count;
                fetch_tag_reg     <= job_tag;
            end else begin
                fetch_first_reg   <= 1'b0;
                fetch_address_reg <= fetch_address_reg + 1'b1;
                fetch_left_reg    <= fetch_left_reg - 1'b1;
            end
            read_valid_reg <= fetch_valid_reg;
            read_first_reg <= fetch_first_reg;
            read_start_reg <= fetch_start_reg;
            read_count_reg <= fetch_count_reg;
            read_tag_reg   <= fetch_tag_reg;
        end

        if (work_done) begin
            work_valid_reg <= read_valid_reg;
            mask_reg       <= read_mask;
        end else if (advance && issue) begin
            mask_reg <= rest;
        end
        if (work_done && read_valid_reg && read_first_reg) begin
            first_reg   <= 1'b1;
            base_reg    <= {POSITION_WIDTH{1'b0}};
            address_reg <= read_start_reg;
            count_reg   <= read_count_reg;
            tag_reg     <= read_tag_reg;
        end else begin
            if (work_done && read_valid_reg) begin
                base_reg <= base_reg + MASK_WIDTH[POSITION_WIDTH-1:0];
            end
            if (advance && issue) begin
                first_reg   <= 1'b0;
                address_reg <= address_reg + 1'b1;
                count_reg   <= count_reg - 1'b1;
            end
        end

        if (advance) begin
            step_valid    <= issue;
            step_first    <= first_reg;
            step_last     <= empty_job || count_reg == {{(COUNT_WIDTH - 1){1'b0}}, 1'b1};
            step_empty    <= empty_job;
            step_position <= base_reg + lowest;
            step_tag      <= tag_reg;
        end
        if (rst) begin
            fetch_valid_reg <= 1'b0;
            read_valid_reg  <= 1'b0;
            work_valid_reg  <= 1'b0;
            step_valid      <= 1'b0;
        end
    end
endmodule

`default_nettype wire
