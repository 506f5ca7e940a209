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
    // fetch: one entry a clock, the next job's first right behind this job's last
    reg                    fetch_valid_reg;
    reg                    fetch_first_reg;
    reg                    fetch_empty_reg;
    reg [START_WIDTH-1:0]  address_reg;
    reg [COUNT_WIDTH-1:0]  left_reg;        // entries of the job after this one
    reg [TAG_WIDTH-1:0]    fetch_tag_reg;

    wire fetch_last = left_reg == {COUNT_WIDTH{1'b0}};
    wire advance    = !step_valid || step_ready;

    assign job_ready = advance && (!fetch_valid_reg || fetch_last);

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
            step_valid    <= fetch_valid_reg;
            step_first    <= fetch_first_reg;
            step_last     <= fetch_last;
            step_empty    <= fetch_empty_reg;
            step_tag      <= fetch_tag_reg;
            step_position <= fetch_first_reg ? {POSITION_WIDTH{1'b0}} : step_position + 1'b1;
        end
        if (rst) begin
            fetch_valid_reg <= 1'b0;
            step_valid      <= 1'b0;
        end
    end
endmodule

`default_nettype wire
