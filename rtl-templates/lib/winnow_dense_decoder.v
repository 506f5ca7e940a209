// Decodes weights stored as one code per position, zeros included: a job of an output channel becomes one step per
// position, in order, one a clock.
`default_nettype none

module winnow_dense_decoder #(
    parameter integer CODE_WIDTH     = 4,    // bits of a code
    parameter integer POSITION_WIDTH = 3,    // bits that hold a position within an output channel
    parameter integer ENTRIES        = 10,   // codes of the layer
    parameter integer COUNT_WIDTH    = 3,    // bits that hold the greatest count
    parameter integer START_WIDTH    = 4,    // bits that hold ENTRIES
    parameter integer TAG_WIDTH      = 4,    // bits of what travels with a job
    parameter         FILE           = ""    // codes, one per word
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
    output wire  [CODE_WIDTH-1:0]     step_code,
    output reg  [TAG_WIDTH-1:0]      step_tag
);
    wire                   fetch_valid;
    wire                   fetch_first;
    wire                   fetch_last;
    wire                   fetch_empty;
    wire [START_WIDTH-1:0] address;
    wire [TAG_WIDTH-1:0]   fetch_tag;

    wire advance = !step_valid || step_ready;

    winnow_entry_fetch #(
        .COUNT_WIDTH(COUNT_WIDTH),
        .START_WIDTH(START_WIDTH),
        .TAG_WIDTH(TAG_WIDTH)
    ) u_fetch (
        .clk(clk),
        .rst(rst),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_start(job_start),
        .job_count(job_count),
        .job_tag(job_tag),
        .advance(advance),
        .valid(fetch_valid),
        .first(fetch_first),
        .last(fetch_last),
        .empty(fetch_empty),
        .address(address),
        .tag(fetch_tag)
    );

    winnow_rom #(
        .WIDTH(CODE_WIDTH),
        .DEPTH(ENTRIES),
        .ADDR_WIDTH(START_WIDTH),
        .FILE(FILE)
    ) u_codes (
        .clk(clk),
        .enable(advance),
        .address(address),
        .data(step_code)
    );

    always @(posedge clk) begin
        if (advance) begin
            step_valid    <= fetch_valid;
            step_first    <= fetch_first;
            step_last     <= fetch_last;
            step_empty    <= fetch_empty;
            step_tag      <= fetch_tag;
            step_position <= fetch_first ? {POSITION_WIDTH{1'b0}} : step_position + 1'b1;
        end
        if (rst) begin
            step_valid <= 1'b0;
        end
    end
endmodule

`default_nettype wire
