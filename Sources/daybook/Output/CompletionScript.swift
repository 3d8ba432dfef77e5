import ArgumentParser

/// What a shell needs to complete command lines: the parser's script, mended where it does not hold for this program.
enum CompletionScript {
    /// The script of a shell.
    static func text(for shell: CompletionShell) -> String {
        let text = withoutParsersHelp(Daybook.completionScript(for: shell))
        return switch shell {
        case .bash: text + "\n" + wholeWords
        case .zsh: text.replacing("\nif [[ \"${funcstack[1]}\"", with: "\n" + openCandidates + "\nif [[ \"${funcstack[1]}\"")
        default: text
        }
    }

    /// The parser adds a `help` of its own behind ours, which knows neither verbs nor collections: it is left out.
    private static func withoutParsersHelp(_ script: String) -> String {
        var lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        // Its function in bash and zsh is the second of that name.
        let functions = lines.indices.filter { lines[$0] == "_daybook_help() {" }
        if functions.count > 1, let start = functions.last, let end = lines[start...].firstIndex(of: "}") {
            lines.removeSubrange(start...end)
        }
        lines.removeAll { $0.contains("Show subcommand help information.") }
        let last = Daybook.configuration.subcommands.last.map { $0._commandName } ?? ""
        return lines.joined(separator: "\n").replacing("|\(last)|help)", with: "|\(last))")
            .replacing(" \(last) help'", with: " \(last)'")
    }

    /// Bash takes a word apart at `=`, `:` and `@`, and replaces the last piece alone.
    private static let wholeWords = #"""
        # Puts the words together that bash took apart, completes the whole one, and gives back what replaces its last piece.
        _daybook_whole_words() {
            local -a words=()
            local -i index current=0
            local rest="${COMP_LINE}" signs='^[=:@]+$' piece='' last='' before=''
            for ((index = 0; index < ${#COMP_WORDS[@]}; index++)); do
                last="${piece}"
                piece="${COMP_WORDS[index]}"
                if [[ -n "${last}" && "${rest}" != [[:space:]]* && ( "${piece}" =~ ${signs} || "${last}" =~ ${signs} ) ]]; then
                    [[ "${index}" -le "${COMP_CWORD}" ]] && before="${words[-1]}"
                    words[-1]+="${piece}"
                else
                    words+=("${piece}")
                    [[ "${index}" -le "${COMP_CWORD}" ]] && before=''
                fi
                [[ "${index}" -eq "${COMP_CWORD}" ]] && current=$((${#words[@]} - 1))
                rest="${rest#"${rest%%[![:space:]]*}"}"
                rest="${rest#"${piece}"}"
            done
            # Right behind a sign there is no piece yet.
            [[ -z "${2}" && "${COMP_WORDS[COMP_CWORD]}" =~ ${signs} ]] && before="${words[current]}"
            local -a COMP_WORDS=("${words[@]}")
            local -i COMP_CWORD="${current}"
            _daybook "${1}" "${before}${2}" "${words[current - 1]}"
            # A filter is no file's name, and one without a value is not whole: no blank comes behind it.
            [[ "${before}${COMPREPLY[*]}" = *=* ]] && compopt +o filenames
            [[ "${#COMPREPLY[@]}" -eq 1 && "${COMPREPLY[0]}" = *= ]] && compopt -o nospace
            for index in "${!COMPREPLY[@]}"; do
                COMPREPLY[index]="${COMPREPLY[index]#"${before}"}"
            done
        }

        complete -o filenames -F _daybook_whole_words daybook
        """#

    /// A candidate of zsh that ends with `=` is not whole: no blank comes behind it.
    private static let openCandidates = #"""
        __daybook_custom_complete() {
            local -a completions
            completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
            completions=("${(@)completions[1,-2]}")
            local -ar whole=("${(@)completions:#(|*=)}") open=("${(@M)completions:#*=}")
            _describe -V '' whole -- open -S ''
        }
        """#
}
