
# Added by scripts/setup: this project's settings, from .env and defaults.env, for every variable
# that is not set yet.
for _file in "$VIRTUAL_ENV/../.env" "$VIRTUAL_ENV/../defaults.env"; do
    [ -f "$_file" ] || continue
    while IFS='=' read -r _name _value || [ -n "$_name" ]; do
        case "$_name" in '' | '#'*) continue ;; esac
        printenv "$_name" > /dev/null || eval "export $_name=\"$_value\""
    done < "$_file"
done
unset _file _name _value
