// Decodes weights stored as (relative index, code) entries: the index says how many positions without a weight lie
// between an entry and its predecessor in the same job, or the job's start. A job becomes one step per entry, one a
// clock. A gap too long for the index is bridged by entries whose code stands for 0.
`default_nettype none

module winnow_relative_decoder #(
    parameter integer CODE_WIDTH     = 4,    // bits of a code
    parameter integer INDEX_WIDTH    = 3,    // bits of a relative index
    parameter integer POSITION_WIDTH = 4,    // bits that hold a position within a job, at least INDEX_WIDTH
    parameter integer ENTRIES        = 10,   // entries of the layer
    parameter integer COUNT_WIDTH    = 3,    // bits that hold the greatest count
    parameter integer START_WIDTH    = 4,    // bits that hold ENTRIES
    parameter integer TAG_WIDTH      = 4,    // bits of what travels with a job
    parameter         FILE           = ""    // entries, one per word: index above code
) (
    input  wire                      clk,
    input  wire                      rst,
    input  wire                      job_valid,
    output wire                      job_ready,
    input  wire [START_WIDTH-1:0]    job_start,
    input  wire [COUNT_WIDTH-1:0]    job_count,
    input  wire [TAG_WIDTH-1:0]      job_tag,
    output reg                       step_valid,
    input  wire                      step_ready,
    output reg                       step_first,
    output reg                       step_last,
    output reg                       step_empty,     // the job has no weight; position and code mean nothing
    output reg  [POSITION_WIDTH-1:0] step_position,
    output reg  [CODE_WIDTH-1:0]     step_code,
    output reg  [TAG_WIDTH-1:0]      step_tag
);
    // fetch: one entry a clock, the next job's first right behind this job's last
    reg                    fetch_valid_reg;
    reg                    fetch_first_reg;
    reg                    fetch_empty_reg;
    reg [START_WIDTH-1:0]  address_reg;
    reg [COUNT_WIDTH-1:0]  left_reg;        // entries of the job after this one
    reg [TAG_WIDTH-1:0]    fetch_tag_reg;

    wire fetch_last = left_reg == {COUNT_WIDTH{1'b0}};
    // the memory's output, one clock later
    reg                    read_valid_reg;
    reg                    read_first_reg;
    reg                    read_last_reg;
    reg                    read_empty_reg;
    reg [TAG_WIDTH-1:0]    read_tag_reg;
    wire [INDEX_WIDTH+CODE_WIDTH-1:0] entry;

    wire [POSITION_WIDTH-1:0] skip =
        {{(POSITION_WIDTH - INDEX_WIDTH){1'b0}}, entry[INDEX_WIDTH+CODE_WIDTH-1:CODE_WIDTH]};
    wire advance = !step_valid || step_ready;

    assign job_ready = advance && (!fetch_valid_reg || fetch_last);

    winnow_rom #(
        .WIDTH(INDEX_WIDTH + CODE_WIDTH),
        .DEPTH(ENTRIES),
        .ADDR_WIDTH(START_WIDTH),
        .FILE(FILE)
    ) u_entries (
        .clk(clk),
        .enable(advance),
        .address(address_reg),
        .data(entry)
    );

    always @(posedge clk) begin
        if (advance) begin
            if (!fetch_valid_reg || fetch_last) begin
                fetch_valid_reg <= job_valid;
                fetch_first_reg <= 1'b1;
                fetch_empty_reg <= job_count == {COUNT_WIDTH{1'b0}};
                address_reg     <= job_start;
                left_reg        <= (job_count == {COUNT_WIDTH{1'b0}}) ? {COUNT_WIDTH{1'b0}} : job_count - 1'b1;
                fetch_tag_reg   <= job_tag;
            end else begin
                fetch_first_reg <= 1'b0;
                address_reg     <= address_reg + 1'b1;
                left_reg        <= left_reg - 1'b1;
            end
            read_valid_reg <= fetch_valid_reg;
            read_first_reg <= fetch_first_reg;
            read_last_reg  <= fetch_last;
            read_empty_reg <= fetch_empty_reg;
            read_tag_reg   <= fetch_tag_reg;

            step_valid    <= read_valid_reg;
            step_first    <= read_first_reg;
            step_last     <= read_last_reg;
            step_empty    <= read_empty_reg;
            step_tag      <= read_tag_reg;
            step_code     <= entry[CODE_WIDTH-1:0];
            step_position <= read_first_reg ? skip
                                            : step_position + skip + 1'b1;
        end
        if (rst) begin
            fetch_valid_reg <= 1'b0;
            read_valid_reg  <= 1'b0;
            step_valid      <= 1'b0;
        end
    end
endmodule

`default_nettype wire
