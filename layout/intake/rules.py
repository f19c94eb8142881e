"""The import's rules by name: what each does, in Chinese and English, and how loudly it is told."""

from __future__ import annotations

from typing import Literal

from layout.ground.dataclass import dataclass

Voice = Literal["warning", "note", "quiet"]


@dataclass(frozen=True, slots=True)
class ImportRule:
    """A rule's words in Chinese and English. `voice`: `quiet` rules are counted and listed in the JSON report only."""

    zh: str
    en: str
    voice: Voice = "note"


LEFT = {
    "hidden": ImportRule("隐藏文字", "hidden text"),
    "deleted": ImportRule("修订中删去的字", "words that a tracked change deletes"),
    "inserted": ImportRule("修订中插入的字（按 --changes reject 不收）", "words that a rejected change inserts"),
    "comment": ImportRule("批注", "a comment"),
    "header": ImportRule("页眉页脚", "a running head or foot"),
    "placeholder": ImportRule("内容控件的提示字", "the prompt of a content control"),
    "note": ImportRule("脚注尾注", "a note", "warning"),
    "chart": ImportRule("图表里的字", "words of a chart", "warning"),
    "diagram": ImportRule("SmartArt 图示里的字", "words of a diagram", "warning"),
    "embedded": ImportRule("嵌入的对象", "an embedded object", "warning"),
    "chunk": ImportRule("嵌入的另一个文件", "another file inside this one", "warning"),
    "control": ImportRule("窗体控件", "a form control", "warning"),
    "ink": ImportRule("手写墨迹", "ink", "warning"),
    "damaged-part": ImportRule("损坏的部件", "a damaged part", "warning"),
    "symbol-unknown": ImportRule("符号字体里认不出的符号", "a sign of a symbol font that is not known", "warning"),
    "misplaced": ImportRule("放错地方、Word 里看不见的字", "words that stand where no program shows them", "warning"),
    "stray": ImportRule("记号之间的散字", "loose characters between marks", "warning"),
    "formula": ImportRule("公式里的对象", "an object in a formula", "warning"),
    "lost-character": ImportRule("原稿里的乱码，已标缺文", "characters that the source itself has lost", "warning"),
    "linked": ImportRule("只有链接的图片", "a picture that is only linked", "warning"),
    "desk-line": ImportRule("给编辑看的行（责编、来源、日期）", "a line for the desk: editor, source, date"),
    "mail-head": ImportRule("邮件的主题", "the subject of a mail"),
    "enclosed": ImportRule("邮件的附件，请另外导入", "a file sent along with a mail: import it by itself", "warning"),
    "web-object": ImportRule("网页里图形、公式、插件里的字", "words of a drawing, formula or plug-in", "warning"),
    "web-aside": ImportRule("网页上正文以外的字（导航、脚本、按钮）", "what a web page has beside its copy"),
    "metadata": ImportRule("文件属性", "properties of the file", "quiet"),
    "end-mark": ImportRule("“（完）”一类的结束标记", "a mark of the end"),
    "page-number": ImportRule("页码", "a page number"),
    "story-mark": ImportRule("分篇标记", "the mark between two stories", "quiet"),
    "label": ImportRule("“标题：”一类的说明字", "a word that names the part", "quiet"),
    "ornament": ImportRule("行首的方框、三角，署名外的括号", "ornaments round a line", "quiet"),
    "invisible": ImportRule("看不见的字符（零宽空格等）", "characters that nobody sees"),
    "control-code": ImportRule("控制字符", "control characters"),
    "field-code": ImportRule("域代码", "the code of a field", "quiet"),
    "fallback": ImportRule("给旧版软件的同一份内容", "the same said again for older programs", "quiet"),
    "same-picture": ImportRule("同一张图的另一种格式", "the same picture in another form", "quiet"),
    "setting": ImportRule("版式数据", "settings", "quiet"),
    "soft-hyphen": ImportRule("可断字符", "soft hyphens", "quiet"),
    "markup": ImportRule("记号本身", "the marks themselves", "quiet"),
}  # fmt: skip
"""What is left out."""

CONVERTED = {
    "superscript": ImportRule("上标", "superscript"),
    "subscript": ImportRule("下标", "subscript"),
    "raised": ImportRule("上下标改成 Unicode 上下标字", "raised figures as Unicode has them", "quiet"),
    "symbol": ImportRule("符号字体（Symbol、Wingdings）改成通用字符", "signs of symbol fonts as common characters"),
    "enclosed": ImportRule("带圈字符", "enclosed figures"),
    "formula": ImportRule("公式改成一行文字", "formulas as one line"),
    "field": ImportRule("域显示的字", "what a field shows"),
    "ruby": ImportRule("拼音指南", "readings over characters"),
    "dots": ImportRule("着重号", "emphasis dots"),
    "struck": ImportRule("删除线的字照排，标为存疑", "struck-through words are set and marked as open"),
    "change": ImportRule("修订处标为存疑", "tracked changes are marked as open"),
    "capitals": ImportRule("全部大写字母", "all capitals"),
    "hyphen": ImportRule("不间断连字符", "hyphens that do not break"),
    "autonumber": ImportRule("自动编号照看到的写出", "automatic numbers written as they are seen"),
    "note": ImportRule("脚注尾注排在文末", "notes at the end of the story"),
    "unseen": ImportRule(
        "白字、极小的字（原稿上看不见）照排了，请定去留", "white or tiny words, set all the same", "warning"
    ),
    "quotes": ImportRule("网页自己加的引号", "quotation marks that the page puts by itself", "quiet"),
    "repeated": ImportRule("重复的单元格照看到的写出", "repeated cells written as they are seen"),
    "blank": ImportRule("带下划线的空白改成横线", "underlined blanks become rules to write on"),
    "text-box": ImportRule("文本框里的字排在所在段之后", "copy of text boxes, after the paragraph they hang on"),
    "markdown": ImportRule("Markdown 记号", "Markdown marks", "quiet"),
    "entity": ImportRule("网页代号", "character references", "quiet"),
}  # fmt: skip
"""What is set otherwise than it stood."""

GUESSES = {
    "label": ("前面写明了", "the line names itself"),
    "dash": ("以破折号开头", "it begins with a dash"),
    "byline": ("像署名", "it reads as a byline"),
    "names": ("像人名", "it reads as names"),
    "above-headline": ("在主题上面", "it stands over the headline"),
    "below-headline": ("在主题下面", "it stands under the headline"),
    "between-headlines": ("在两行主题之间", "it stands between two lines of headline"),
    "most-prominent": ("开头几行里最醒目", "it stands out most of the first lines"),
    "first-line": ("开头的短行，没有句号", "a short first line without a stop"),
    "second-line": ("开头第二个短行", "the second short line"),
    "column": ("像栏目名", "it reads as the name of a column"),
    "even-lines": ("开头两行一样长", "two first lines of even length"),
    "office": ("像单位名", "it reads as an office"),
    "office-date": ("单位和日期", "an office and a date"),
    "date": ("像日期", "it reads as a date"),
    "bracket": ("文末括号里的短行", "a short last line in brackets"),
    "bracket-at-end": ("末段后面的括号", "brackets after the last paragraph"),
    "right": ("文末靠右的短行", "a short last line at the right"),
    "caption-words": ("以“图为”一类的字开头", "it begins as captions do"),
    "credit-at-end": ("后面有摄影署名", "a credit ends it"),
    "under-picture": ("图片下面居中的短行", "a short line in the middle under a picture"),
    "orphan": ("像图说，图片没有来", "it reads as a caption; the picture has not come"),
    "credit": ("像摄影署名", "it reads as a credit"),
    "dateline": ("像电头", "it reads as a dateline"),
    "bold-line": ("整行黑体的短行", "a short bold line"),
    "stands-out": ("居中或字大的短行", "a short line in the middle or of larger type"),
    "numbered-line": ("带序号的短行", "a short numbered line"),
    "short-line": ("两段之间的短行", "a short line between two paragraphs"),
    "notice-words": ("题里有公告、通知一类的字", "the headline says it is a notice"),
    "brief-words": ("题是简讯", "the headline says news in brief"),
    "only-pictures": ("只有图片和图说", "there are pictures and captions only"),
    "only-tables": ("只有表格", "there are tables only"),
}
"""Why a line was taken for a part."""

PARTS = {
    "kicker": ("引题", "kicker", "head.kicker"),
    "main": ("主题", "headline", "head.main"),
    "deck": ("副题", "deck", "head.deck"),
    "byline": ("署名", "byline", "byline"),
    "dateline": ("电头", "dateline", "dateline"),
    "sign": ("文末署名", "sign-off", "sign"),
    "subhead": ("小标题", "subhead", "## "),
    "caption": ("图说", "caption", "caption"),
    "credit": ("摄影署名", "credit", "credit"),
    "kind": ("稿件种类", "kind of story", "kind"),
}
"""A part's name in Chinese and English, and its key in the story file."""
