# The settings of this project, for every variable that is not set yet: .venv/bin/activate reads this.

# .env has secrets, so it is read as text: whatever stands behind the first "=" is the value, without
# the quotes around it, if there are any.
if [ -f "$VIRTUAL_ENV/../.env" ]; then
    _return=$(printf '\r')
    while IFS= read -r _line || [ -n "$_line" ]; do
        _line=${_line%"$_return"} _line=${_line#export }
        _name=${_line%%=*} _value=${_line#*=}
        case "$_line" in '' | '#'* | [!A-Za-z_]*) continue ;; *=*) ;; *) continue ;; esac
        case "$_name" in *[!A-Za-z0-9_]*) continue ;; esac
        case "$_value" in
            \"*\" | \'*\') _value=${_value#?} _value=${_value%?} ;;
        esac
        printenv "$_name" > /dev/null || export "$_name=$_value"
    done < "$VIRTUAL_ENV/../.env"
fi

# A value of defaults.env may use those above it.
while IFS='=' read -r _name _value || [ -n "$_name" ]; do
    case "$_name" in '' | '#'*) continue ;; esac
    printenv "$_name" > /dev/null || eval "export $_name=\"$_value\""
done < "$VIRTUAL_ENV/../defaults.env"
unset _line _name _value _return
