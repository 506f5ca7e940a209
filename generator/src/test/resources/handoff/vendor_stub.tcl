# Runs a script of the hand-off kit without the vendor's tool:   tclsh vendor_stub.tcl vivado|quartus SCRIPT [ARGUMENT...]
# The tool's commands print themselves with their words; files that they read must be there.

proc need {file} {
    if {![file isfile $file]} { error "$file is not there" }
}

proc recorded {names check} {
    foreach name $names {
        proc $name {args} "puts \[linsert \$args 0 $name\]\n$check"
    }
}

set tool [lindex $argv 0]
set script [lindex $argv 1]
set argv [lrange $argv 2 end]
set argc [llength $argv]
if {$tool eq "vivado"} {
    recorded {read_verilog read_mem} {foreach file [lindex $args end] { need $file }}
    recorded {read_xdc} {need [lindex $args end]}
    recorded {synth_design} {}
    recorded {report_utilization report_timing_summary write_checkpoint} {
        if {![file isdirectory [file dirname [lindex $args end]]]} { error "no folder for [lindex $args end]" }
    }
} elseif {$tool eq "quartus"} {
    set quartus(args) $argv
    package provide ::quartus::project 1.0
    package provide ::quartus::flow 1.0
    recorded {set_global_assignment} {
        if {[string match *_FILE [lindex $args 1]]} { need [lindex $args end] }
    }
    recorded {project_new set_parameter set_instance_assignment export_assignments execute_flow project_close} {}
} else {
    error "no stub of $tool"
}
# with [info script] as the tools set it
source $script
