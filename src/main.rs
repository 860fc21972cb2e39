//! The `disputes` program: hands over to `cli::main`.

fn main() -> std::process::ExitCode {
    disputes::cli::main(std::env::args_os())
}
