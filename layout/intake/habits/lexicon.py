"""The words by which a Chinese newsroom's lines are known: names, offices, bylines, credits, captions, dates."""

from __future__ import annotations

import re

_FAMILIES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史"
    "唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于时傅皮卞齐康伍余元顾孟平黄穆萧尹姚邵湛汪祁毛狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房缪丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁"
    "荀羊惠甄曲封储靳段富巫乌焦巴弓牧谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎蓟薄印宿白怀蒲邰从鄂索咸籍"
    "赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖"
    "庾终暨居衡步都耿满弘匡国文寇广禄欧沃利蔚越隆师巩聂晁勾敖融冷訾辛阚那简饶空曾毋沙鞠丰巢关蒯相查荆红游竺权盖益肖付闫覃岳帅涂亓"
    "仝代苟候冼展原苑翦佟补敬佘佴召修撒税禤鄢战衣訚仉"
)
_TWO = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|夏侯"
_HAN = "[\u4e00-\u9fff]"
NAME = (
    rf"(?:(?:{_TWO}){_HAN}{{1,2}}"
    rf"|[{_FAMILIES}](?:{_HAN}{{1,2}}|[ \u3000]{{1,4}}{_HAN}(?!{_HAN})))"
)
"""A person's name: a family name and one or two characters, or two characters spaced out."""
NAMES = rf"{NAME}(?:[ \u3000、，,/]+{NAME}){{0,7}}"
OFFICE = (
    r"(?:局|委|办|部|院|校|所|站|会|中心|政府|街道|办事处|镇|乡|村|社区|公司|集团|银行|支行|学校|中学|小学|大学|法院|检察院|公安局|支队|大队"
    r"|办公室|委员会|科|处|厅|社|队|厂|店|团|组|馆|库|医院|党支部|联合会|指挥部|管理区|管委会|融媒体)"
)
"""How the name of an office ends."""
_ROLE = (
    r"(?:(?:本报|本刊|本网|本台|我县|市|县|区|融媒体|全媒体|实习|特约|见习|首席|评论|记者站)*"
    r"(?:记者|通讯员|作者|撰稿人?|撰文|采写|供稿|编写|整理|评论员|观察员))"
)
_BULLET = r"[□○●◎■◆◇▲△☐口\*·•—\-\s\u3000]*"
_SHOT = r"(?:摄影报道|图文报道|摄影|供图|提供|配图|制图|绘图|文[/／、]?图|图[/／]文|图文|摄)"

_SEP = r"[、，,/／\s\u3000]"
_CALLED = rf"(?:{_ROLE}[:：/／\s\u3000]*)"
_PEOPLE = rf"{NAME}(?:{_SEP}+{_CALLED}*{NAME}){{0,11}}"
"""Names one after another, each with its role or without; a separator between them keeps the search short."""
_WORK = r"(?:文[/／]?图|图[/／]文|文|图|供稿|撰稿|报道)"

BYLINE = re.compile(
    rf"^{_BULLET}(?:{_CALLED}{{1,3}}(?:{_PEOPLE})?(?:{_SEP}*{_CALLED})?{_SEP}*(?:{_WORK}|{_SHOT})?"
    rf"|(?:文|图|文[/／、\s]*图|图[/／、\s]*文|文字|摄影|撰文|供稿|作者)\s*[:：/／\s]\s*{_PEOPLE}"
    rf"(?:[\s\u3000]+(?:图|摄影|文)\s*[:：/／]\s*{_PEOPLE})?"
    rf"|{_PEOPLE}[\s\u3000]*(?:[/／]\s*)?{_WORK})$"
)
"""A line that says who wrote: “□ 通讯员 王小明 文/图”, “本报记者 张三 李四”, “文/张三”."""
BRACKETED_BYLINE = re.compile(rf"^[（(]\s*{_CALLED}{{0,3}}{_PEOPLE}{_SEP}*(?:{_WORK}|{_SHOT})?\s*[）)]$")
NAMES_ONLY = re.compile(rf"^{_BULLET}{NAMES}$")
_POST = (
    r"(?:书记|主任|局长|镇长|乡长|县长|市长|部长|校长|院长|站长|所长|科长|处长|经理|董事长|主席|会长|委员"
    r"|教授|研究员|教师|医生|律师|队长)"
)
OFFICE_AND_NAMES = re.compile(rf"^[\u4e00-\u9fff（）()]{{2,20}}(?:{OFFICE}|{_POST})[\s\u3000]+{NAMES}$")
QUESTION = re.compile(r"^(?:记者|问|答|主持人|编者|嘉宾)\s*[:：]")
"""How the lines of an interview begin."""
COLUMN = re.compile(
    r"^[【\[［]?(?:喜报|图片新闻|简讯|短讯|短评|评论|一线传真|基层动态|公益广告|编者按|本期关注|专题报道|特别报道"
    r"|记者观察|新春走基层|[^，。：]{2,8}专栏)[】\]］]?$"
    r"|^【[^【】]{2,12}】$"
)
"""A line that names the column or the kind over a headline."""
DATELINE = re.compile(
    r"^((?:本报(?:综合)?讯|本报[\u4e00-\u9fff]{0,8}(?:\d{1,2}月\d{1,2}日)?[讯电]"
    r"|(?:据)?(?:新华社|中新社|人民日报|央视|中新网)[\u4e00-\u9fff]{0,8}(?:\d{1,2}月\d{1,2}日)?[电讯]"
    r"|[\u4e00-\u9fff]{2,6}讯(?=[\s\u3000（(]))"
    rf"(?:[\s\u3000]*{_ROLE}[\s\u3000]*{NAMES}[\s\u3000]*(?:报道|摄影报道)[:：]?|"
    r"[\s\u3000]*[（(][^（）()]{0,6}(?:记者|通讯员|实习|特约|作者|见习)[^（）()]{1,50}[）)]|[\s\u3000]*[（(]\s*"
    + NAMES
    + r"\s*[）)])?)[\s\u3000]*(?=\S)"
)
CAPTION = re.compile(
    r"^(?:[▲△▼▽↑↓←→◀▶]+|图为|图[①-⑳\d一二三四五六七八九十]+|[上下左右]图|图片为|图片[:：说]|图说|图释|[（(]图|[（(]上图|[（(]下图)"
)
ORPHAN_CAPTION = re.compile(r"^(?:[▲△▼▽]|图为|图片说明|图说[:：]|[上下左右]图为|图[①-⑳]为?)")
_CREDIT = (
    rf"[（(]?(?:{_ROLE}[\s\u3000]*)*(?:{NAMES}|[\u4e00-\u9fff]{{2,14}}{OFFICE})[\s\u3000]*[/／]?[\s\u3000]*{_SHOT}[）)]?"
    rf"|[（(]?(?:摄影|摄|图|供图|图片来源|图片提供|摄影报道)[\s\u3000]*[/／:：][\s\u3000]*(?:{_ROLE}[\s\u3000]*)*"
    rf"(?:{NAMES}|[\u4e00-\u9fff]{{2,20}})[）)]?"
    r"|[（(](?:资料(?:图片|照片|图)|图片由[\u4e00-\u9fff]{2,20}提供|网络图片|受访者供图)[）)]"
)
CREDIT = re.compile(rf"(?:^|(?<=[。！？…”’】）\s\u3000])|(?=[（(])|(?<![\u4e00-\u9fff]))({_CREDIT})[。.]?$")
CREDIT_ALONE = re.compile(rf"^(?:{_CREDIT})[。.]?$")
_FIGURES = r"(?:\d{1,4}|[〇○Ｏ0零一二三四五六七八九十]{1,4})"
DATE = re.compile(
    rf"^[（(]?(?:{_FIGURES}\s*年)?\s*{_FIGURES}\s*月\s*{_FIGURES}\s*日[）)]?$|^\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}$"
)
_DATE_AT_END = re.compile(rf"[\s\u3000]+(?:{_FIGURES}\s*年)\s*{_FIGURES}\s*月\s*{_FIGURES}\s*日$")
SIGN_OFFICE = re.compile(
    rf"^[\u4e00-\u9fffA-Za-z0-9（）()、·“”《》\s\u3000]{{2,60}}{OFFICE}(?:联合)?(?:供稿|宣|发布|提供)?[）)]?$"
)
SIGN_BRACKET = re.compile(r"^[（(][^（）()]{2,60}(?:[（(][^（）()]{1,20}[）)][^（）()]{0,20})?[）)]$")
SIGN_WORDS = re.compile(
    rf"^(?:供稿(?:单位)?|作者单位|作者系|联系人|{_ROLE})\s*[:：]?\s*\S.{{0,40}}$|^.{{2,50}}(?:联合)?供稿$"
)
TAIL = re.compile(
    r"(?<=[。！？…”’】）])[\s\u3000]*([（(](?:"
    rf"(?:据|(?:文|图|文[/／]图|图[/／]文)[:：/／])?[\s\u3000]*{_CALLED}{{0,3}}{_PEOPLE}{_SEP}*(?:{_WORK}|摄影报道|摄)?"
    rf"|{_CALLED}{{1,3}}"
    rf"|[\u4e00-\u9fff、\s]{{2,30}}{OFFICE}(?:供稿)?|[\u4e00-\u9fff]{{2,12}}{OFFICE}[\s\u3000]+{NAMES}"
    r"|(?:据|来源[:：]?|转自|摘自|综合)[^（）()]{2,24}|[^（）()]{2,20}供稿)[）)])$"
)
"""Who signs, in brackets after the last full stop."""
NOTICE = re.compile(
    r"(?:公告|通告|通知|公示|启事|声明|讣告|告知书|公开信|倡议书|告示|海报|预告|须知|征集令|招募令)(?:[（(][^（）()]{1,20}[）)])?$"
    r"|^(?:关于.{4,60}的)(?:公告|通告|通知|公示|函|通报|意见)$|^(?:遗失|招标|拍卖|招聘|停水|停电)"
)
BRIEFS = re.compile(r"^(?:简讯|短讯|要闻简报|新闻简报|一句话新闻|要闻速览|简明新闻|综合简讯|动态)$")
DESK_LINE = re.compile(
    r"^[【\[（(]?(?:责任?编辑|责编|编辑|值班编辑|审核|审校|校对|监制|统筹|值班编委|值班主任|初审|复审|终审|签发|编审|排版|美编|来源|原标题|阅读量?"
    r"|字数|投稿邮箱|投稿日期)[】\]]?\s*[:：丨|｜\s\d].{0,60}$"
    r"|^(?:点击.{0,12}(?:关注|阅读)|长按.{0,12}(?:关注|识别)|扫码|关注我们|阅读原文|分享到).{0,20}$"
    r"|^(?:阅读|点赞|浏览)\s*\d.{0,12}$"
)
END_MARK = re.compile(r"^[（(【]?(?:完|全文完|END|end|End|END\.)[）)】]?$")
PAGE_NUMBER = re.compile(r"^(?:第\s*\d+\s*页(?:[，,\s]*共\s*\d+\s*页)?|[-—–]\s*\d{1,3}\s*[-—–]|\d{1,3}\s*/\s*\d{1,3})$")
LABELS = {
    "引题": "kicker", "肩题": "kicker", "眉题": "kicker",
    "主题": "main", "主标题": "main", "标题": "main", "正题": "main", "题目": "main", "大标题": "main",
    "副题": "deck", "副标题": "deck", "作者": "byline", "署名": "byline", "图说": "caption", "图片说明": "caption",
    "文末署名": "sign", "落款": "sign", "电头": "dateline", "小标题": "subhead", "正文": "body",
}  # fmt: skip
LABEL = re.compile(rf"^[【\[（(]?({'|'.join(sorted(LABELS, key=len, reverse=True))})[】\]）)]?\s*[:：]\s*")
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．)](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,3}[章节条部分])"
)
DASHED = re.compile(r"^(?:—{1,3}|－{2,}|─{1,3}|-{2,}|–{1,2}|━+|一一(?=\S))\s*(?=\S)")
_NOTE = "[①-⑳㉑-㉟㊱-㊿]"
STOP = re.compile(rf"[。！？!?；;…][”’」』）)】]?{_NOTE}*$")
"""How a sentence ends, the mark of a note after it or not."""
CLOSED = re.compile(rf"[。！？!?；;…：:”’」』）)】》〉.]{_NOTE}*$")
CLOSING = re.compile(r"^(?:特此|此致|敬礼|附件?[:：]?|联系人|联系电话|电话|地址|时间|地点)")
"""How short lines of a letter or a notice begin that are no subheads."""
SPLIT = re.compile(r"^(?:[=＝]{3,}|[#＃]{3,}|[*＊]{5,}|[-—－]*\s*【?(?:下一篇|另一篇|另稿|下一稿|分篇)】?\s*[-—－]*)$")
"""A line by which the desk parts two stories of one file."""


def sign_parts(line: str) -> list[str]:
    """Return the lines of a sign-off: an office and its date on one line are two."""
    match = _DATE_AT_END.search(line)
    return [line[: match.start()], line[match.start() :].strip()] if match else [line]
