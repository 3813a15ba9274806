"""The words that the wizard's texts avoid, and the ones that go together in both languages. Data of `text_style`."""

from __future__ import annotations

from typing import Final

BANNED_ENGLISH: Final = {
    r"shall": "should, will",
    r"counts?(?! of| restarts)": "takes effect, applies",
    r"stands?(?! for)": "is",
    r"lies?": "is",
    r"by itself": "automatically, by default",
    r"anew": "again",
    r"mend\w*": "repair",
    r"blanks?": "space",
    r"(take|taken|takes|taking|took)\b[^.]{0,40}\bback": "undo",
    r"your word": "your decision",
    r"in trial": "waiting for your decision",
    r"holds?": "contains, is set to",
    r"of Windows": "Windows X",
    r"of today": "current",
    r"we|us|our|ours": "the wizard",
    r"somebody( else)?": "another user or program",
    r"computer": "PC",
    r"director(y|ies)": "folder",
    r"rights of": "administrator rights",
    r"switch(ed|es)? (it )?(on|off)": "turn on, turn off",
    r"(heed|vouch|swallow|garble|stumble)\w*|amid|in vain": "a plain word",
    r"ends? (all|of|in it|with it|now)|ends(?! in| with)": "stops",
    r"(is|are|was) no(ne)?(?! (longer|such))": "is not a …",
    r"(does|did) not tell": "does not report",
    r"look(ing|ed)? (again|at|what|which)|second look": "check",
    r"\w+n't": "no contractions",
    r"virtualisation|tunnelling|colour\w*|licence|organis\w+|recognis\w+": "US spelling",
}
"""Patterns of whole words, in any case, and what to say instead."""

FOR_AS_BECAUSE: Final = r", for (its|the|this|that|her|only) "

BANNED_CHINESE: Final = {
    "您": "你，或省略",
    "撤回": "撤销",
    "偏离": "漂移",
    "扫描": "检查",
    "结束": "停止（发行版），关闭（程序）",
    "这台计算机|本机": "这台电脑",
    "做出": "直接用动词",
    "试用|等待[您你]?决定": "待确认",
    "回答": "输出，响应",
    "确切差异": "每一处更改",
    "起作用": "生效",
    "开启": "启用",
    "提权": "管理员",
    "录制|记录机器": "机器记录",
    "将其": "直接写宾语",
    "进行(更改|检查|修复|配置)": "更改，检查，…",
    "此次": "本次，这次",
    "静默": "不提示",
    "网上流行的写法": "常见写法",
}
"""Patterns, and what to say instead."""

GLOSSARY: Final = {
    r"\bundo|undone": "撤销",
    r"\bdistros?\b": "发行版",
    r"\brestart": "重启",
    r"\b(keep|kept)\b the (setup|changes)": "保留",
    r"\bprofile\b": "方案",
    r"\blogin shell": "登录 shell",
    r"safe mode": "安全模式",
    r"\bswap\b": "交换|swap",
    r"\bdrift": "漂移",
    r"\bpolic": "策略",
    r"\badministrator": "管理员",
    r"\bjournal\b": "日志",
    r"\bmemory\b(?! integrity)": "内存",
    r"[Ss]etup \{number\}": r"第 \{number\} 次配置",
    r"\bfolder": "目录|文件夹|自定义|位置",
    r"\bspaces?\b(?= (around|before|in))": "空格",
}
"""Where the English has the one, the Chinese has the other."""

CLAUSE_PLACES: Final = frozenset(
    {
        *("phase", "files", "why", "what", "next", "title", "step", "wanted", "reason", "kind", "told"),
        *("more", "total", "stands", "sentence", "says", "old", "new", "doing", "error", "words", "message"),
        *("failures", "standing", "lines", "added", "removed", "word", "edit", "claim", "rules", "when"),
    }
)
"""Places that words fill, Chinese ones in Chinese: no blank is due beside them."""

PROGRAMS: Final = (
    r"wsl(?:\.exe)?|wsl-go-wizard|sudo|go|apt-get|git|mkdir|sc\.exe|reg\.exe|certutil|docker|setx|sysctl|systemctl"
    r"|e2fsck|dism(?:\.exe)?|pip|make"
)
SUBCOMMANDS: Final = (
    r"env|get|build|export|import|install|config|start|stop|vet|test|update-ca-\w+|apt-get"
    r"|rescue|record|setup-wsl"
)
