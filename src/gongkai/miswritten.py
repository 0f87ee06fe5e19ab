"""What MkDocs says of a setting in mkdocs.yml -> what is wrong and what to do, in the language of its staff."""

import re

_TYPES = {
    "str": "文字",
    "string": "文字",
    "multiline string": "文字",
    "list": "列表",
    "dict": "一组“名称: 值”",
    "key-value mapping": "一组“名称: 值”",
    "bool": "true 或 false",
    "boolean": "true 或 false",
    "int": "数字",
    "float": "数字",
    "NoneType": "空的",
}
_AS_TYPE = {
    "文字": "给整个值加上引号",
    "列表": "每项一行，以“- ”开头；或写成 [甲, 乙]",
    "一组“名称: 值”": "下面一行一项，写成“名称: 值”，缩进两格；没有内容的，整项删去",
    "true 或 false": "写 true 或 false，不加引号",
}
_OF_A_TYPE = re.compile(
    r".*?Expected "
    r"(?:type: <class '(?P<type>\w+)'>|(?:a )?(?P<words>list|dict|boolean|(?:multiline )?string|key-value mapping)\b)"
    r".*<class '(?P<got>\w+)'>.*"
)
_WITHIN = re.compile(r"(?:Sub-option|Plugin '.*' option) '(?P<key>.*?)': (?P<rest>.*)")
_DELETE = "删去这一项"
_LOOKS = "删去 theme：各个网站共用的设置里已经有"
_IN_NAV = "每项一行，写成“- 名称: 文件”，如 - 关于: about.md"
_FORMS = {
    r"(?:Unrecognised configuration name: .*|For internal use only\.)": (
        "没有这一项设置：{key}",
        "核对写法，或删去这一行",
    ),
    r"Required configuration not provided\.": ("{key} 没有填", "写上内容"),
    r"The configuration option .* (?:was removed|has been deprecated).*": ("{key} 这项设置已经停用", _DELETE),
    r"(?:The URL isn't valid, .*|Unable to parse the URL\.)": (
        "{key} 不是完整的网址",
        "从 https:// 写起；还没有网址就留空",
    ),
    r"The path '(?P<what>.*)' isn't an existing (?:directory|file|file or directory)\.": (
        "{key} 所指的文件或文件夹不在：{what}",
        "核对这一项设置，或删去它",
    ),
    r"The '(?:docs|site)_dir' should not .*": (
        "{key} 不能放在这里：网站的文字和建成的网站不能一个在另一个里面",
        "删去 docs_dir 和 site_dir：各个网站共用的设置里已经有",
    ),
    r"Unrecognised theme name: '(?P<what>.*)'\. .*": ("没有这个主题：{what}", _LOOKS),
    r"The path set in custom_dir \('(?P<what>.*)'\) does not exist\.": ("{key} 里 custom_dir 所指的文件夹不在", _LOOKS),
    r"(?:No theme name set\.|At least one of 'name' or .*|'locale' must .*|Invalid type .*)": (
        "{key} 的写法不对",
        _LOOKS,
    ),
    r"Expected nav to be a list, .*": ("{key} 应是列表", _IN_NAV),
    r"Expected nav item to be .*": ("{key} 里有一项写法不对：一项里只能有一个名称和一个文件", _IN_NAV),
    r'The "(?P<what>.*)" plugin is not installed': ("没有装这个插件：{what}", "删去它，或请技术人员装上"),
    r"(?:Invalid Plugins|Invalid Markdown Extensions) configuration.*": ("{key} 的写法不对", _AS_TYPE["列表"]),
    r"'(?P<what>.*)' is not a valid (?:plugin|Markdown Extension) name\.": (
        "{key} 里没有“{what}”",
        "核对写法，或删去它",
    ),
    r"Invalid config options for (?:the|Markdown Extension) '(?P<what>.*?)'.*": (
        "{key} 里“{what}”的选项写法不对",
        _AS_TYPE["一组“名称: 值”"],
    ),
    r"Failed to load extension '(?P<what>.*?)'.*": ("{key} 里的“{what}”或它的选项打不开", "核对写法，或删去它"),
    r"Failed to load .*": ("{key} 里有一项打不开", "核对写法，或删去它"),
    r"(?:Must be a string of format 'IP:PORT'|'.*' is not a valid port|'.*' does not appear to be an IPv4 .*)": (
        "{key} 不是地址和端口",
        "写成 127.0.0.1:8000 这样，或删去这一项",
    ),
    r"Invalid git pattern: '(?P<what>.*)'": ("{key} 里“{what}”不是文件名的写法", "核对写法，或删去它"),
    r"Unknown template substitute: '(?P<what>.*)'": ("{key} 里没有“{what}”可填", _DELETE),
    r"Expected one of:? [(\[](?P<what>.*)[)\]],? (?:but received:|got) .*": ("{key} 不能这样写", "可以写 {what}"),
    r"The option '(?P<what>.*)' has no effect when .*": ("{key} 和 {what} 不能都写", "删去其中一项"),
    r"Expected type: .* for keys, but received: .* \(key=(?P<what>.*)\)": (
        "{key} 里的名称“{what}”会被当成别的意思",
        "给这个名称加上引号",
    ),
    r"Plugin '(?P<what>.*)' was specified multiple times .*": ("{key} 里“{what}”写了不止一次", "只留一处"),
    r"Cannot import path '(?P<what>.*)' as a Python module": ("{key} 里的“{what}”不是 Python 程序（.py）", _DELETE),
    r"(?:Single '[{}]' encountered in format string|expected '}' before end of string)": (
        "{key} 里的花括号没有配对",
        "核对写法，或删去它",
    ),
    r"Invalid value for locale: .*": ("{key} 里 locale 写的不是语言的代号", _LOOKS),
    r"The theme '(?P<what>.*)' (?:does not appear to have a configuration file|inherits from) .*": (
        "主题“{what}”装得不全",
        _LOOKS,
    ),
}


def explained(key: str, said: str) -> tuple[str, str, str]:
    """The setting that is meant, which may be one within `key`; what is wrong; what to do.

    What is not known is kept as it is.
    """
    while found := _WITHIN.fullmatch(said):
        key, said = found["key"], found["rest"]
    for form, (message, advice) in _FORMS.items():
        if found := re.fullmatch(form, said):
            words = {"key": key, **found.groupdict()}
            return key, message.format(**words), advice.format(**words)
    if found := _OF_A_TYPE.fullmatch(said):
        wanted, got = (_TYPES.get(one, one) for one in (found["type"] or found["words"], found["got"]))
        return key, f"{key} 应是{wanted}，写的是{got}", _AS_TYPE.get(wanted, _DELETE)
    return key, f"{key} 的写法不对：{said}", "对照 mkdocs.yml 里别的设置改正"
