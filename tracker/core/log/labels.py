"""The labels that people give the sections of a day, language by language.

They are written as people write them; case, accents, apostrophes, hyphens and a bracket at the end make no difference
(see `sections`), nor do the words of `BEFORE` and `AFTER` around a label. `|` separates labels.
"""

from __future__ import annotations

KEYPOINTS = """
key points | keypoints | key point | main points | important points | points to remember | points to note | points
key takeaways | takeaways | take aways | key takeaway | takeaway
key learnings | learnings | key learning | learning
key notes | important notes | quick notes | study notes | lecture notes | class notes | notes | note | notes to self
key facts | facts | fun fact | fun facts | interesting facts | did you know | key concepts | concepts | new concepts
key ideas | main ideas | key insights | insights | insight | observations | findings | discoveries | highlights
i learned | i learnt | we learned | what i learned | what i learnt | what i have learned | what ive learned
what i have learnt | what did i learn | what we learned | what have i learned | what was learned | today i learned
today i learnt | til | things i learned | things i learnt | things learned | things learnt | something i learned
something new i learned | new things i learned | new things learned | new thing learned | new things | new learnings
learned | learnt | lessons learned | lessons learnt | lesson learned | lessons | concepts learned | new knowledge
key concepts learned | knowledge gained | knowledge | learning points | learning outcomes | key learning outcomes
learning notes | summary | recap | summary of learning | definitions | key terms | new terms | terminology
important concepts | concepts covered | tips | conclusion | conclusions | aha moments | aha moment | what is new
wichtige punkte | wichtigste punkte | kernpunkte | kernaussagen
erkenntnisse | gelernt | gelerntes | ich habe gelernt
was ich gelernt habe | was habe ich gelernt | neues | neu gelernt | notizen | notiz | fakten | merke | merksatze
zusammenfassung | definitionen | begriffe | lernpunkte | lessons learned | wissen
points cles | points importants | points a retenir | a retenir | ce que j'ai appris | j'ai appris | appris
qu'ai-je appris | apprentissages | apprentissage | choses apprises | notes | remarques importantes | notions
notions apprises | notions cles | faits | resume | synthese | concepts cles | l'essentiel | connaissances | bilan
puntos clave | puntos importantes | lo que aprendi | que aprendi | aprendi | aprendido | he aprendido | lo aprendido
que he aprendido | aprendizajes | aprendizaje | lecciones aprendidas | cosas aprendidas | cosas que aprendi | notas
nota | apuntes | hechos | datos | conceptos | conceptos clave | conceptos aprendidos | resumen | conocimientos
conclusiones | ideas clave | ideas principales
pontos chave | pontos importantes | pontos principais | o que aprendi | o que eu aprendi | aprendi | aprendizados
aprendizado | aprendizagem | aprendizagens | licoes aprendidas | coisas que aprendi | anotacoes | notas | fatos
conceitos | conceitos chave | conceitos aprendidos | resumo | conhecimentos | conclusoes | principais aprendizados
punti chiave | punti importanti | cosa ho imparato | ho imparato
cose imparate | imparato | appunti | note | nozioni
fatti | concetti | concetti chiave | riassunto | riepilogo | lezioni apprese | conoscenze
belangrijkste punten | kernpunten | geleerd | wat ik heb geleerd | wat heb ik geleerd | wat ik geleerd heb
vandaag geleerd | ik heb geleerd | notities | aantekeningen | feiten
samenvatting | inzichten | begrippen | leerpunten
要点 | 重点 | 知识点 | 关键点 | 学到的 | 学到了 | 学到的知识
学到的内容 | 学习收获 | 收获 | 所学 | 学习内容 | 学习笔记 | 笔记
学习要点 | 总结 | 小结 | 学习总结 | 概念 | 核心要点 | 核心概念 | 新知识
我学到了什么 | 学到什么 | 学到了什么 | 内容总结 | 知识总结 | 备忘
重點 | 知識點 | 關鍵點 | 學到的 | 學到了 | 學到的知識 | 學習收穫 | 收穫
所學 | 學習內容 | 學習筆記 | 筆記 | 學習重點 | 總結 | 小結
核心概念 | 我學到了什麼 | 學到什麼 | 知識總結 | 重點整理
学んだこと | 学び | 学習内容 | 学習したこと | 学んだ内容 | 勉強したこと | 要点
ポイント | 重要なポイント | 重要ポイント | 学習ポイント | メモ
ノート | まとめ | 気づき | 気付き | わかったこと | 分かったこと
新しく学んだこと | 覚えたこと | 知識 | 概念 | 学習メモ | 得たこと
배운 것 | 배운 점 | 배운 내용 | 배운것 | 배운점 | 배운내용 | 새로 배운 것
새롭게 배운 것 | 새로 알게 된 것 | 알게 된 점 | 알게된 점 | 알게 된 것
알게된 것 | 학습 내용 | 학습내용 | 학습한 내용 | 공부한 내용 | 공부 내용 | 핵심
핵심 내용 | 핵심 요약 | 요점 | 정리 | 내용 정리 | 개념 | 개념 정리
요약 | 메모 | 노트 | 필기 | 인사이트 | 주요 내용 | 포인트
diem chinh | y chinh | kien thuc | kien thuc moi | da hoc
nhung gi da hoc | nhung gi toi da hoc | hoc duoc | hoc duoc gi
nhung dieu da hoc | nhung gi hoc duoc | dieu hoc duoc | toi da hoc | bai hoc | noi dung da hoc | noi dung | ghi chu
tom tat | khai niem | ghi chep | hoc | toi hoc | minh hoc | minh da hoc
मुख्य बिंदु | मुख्य बातें | महत्वपूर्ण बिंदु | क्या सीखा | मैंने क्या सीखा
जो सीखा | सीखा | सीखी हुई बातें | सीख | नोट्स | तथ्य | सारांश
kya seekha | kya sikha | maine kya seekha | seekha | sikha | jo seekha
ключевые моменты | ключевые пункты | основные моменты | главное
важное | что я узнал | что я узнала | что узнал | что нового
что узнала | что изучил | что изучила | что изучено | узнал | узнала
изучил | изучено | чему научился | чему я научился
чему научилась | выучил | заметки | заметка | конспект | факты
выводы | вывод | итоги | итог | новые знания | знания
тезисы | понятия | определения | новое
onemli noktalar | anahtar noktalar | ogrendiklerim | ogrenilenler | ne ogrendim | neler ogrendim | ogrendim
ogrendigim seyler | ogrenilen konular | ogrendigim konular | notlar | notlarim | not | bilgiler | ozet | cikarimlar
kavramlar | kazanimlar
poin penting | poin utama | poin kunci | hal penting | yang dipelajari | yang saya pelajari | apa yang dipelajari
apa yang saya pelajari | hal yang dipelajari | hal baru | yang aku pelajari | hal yang saya pelajari | dipelajari
hal yang aku pelajari | ilmu yang dipelajari | pelajaran | pembelajaran | materi | fakta | rangkuman | ringkasan
kesimpulan | konsep | ilmu baru
"""

ACTIVITIES = """
daily logs | daily log | logs | log | work log | progress
daily progress | progress made | todays work | activities
activity | what i did | what did i do | what i have done
what we did | what i worked on | what i built | things i did
things done | what was done | i did | done | work done | done work | task done | tasks done | completed | tasks
completed tasks | tasks completed | task completed | accomplished | accomplishments | accomplishment | achievements
achievement | what i accomplished | what i achieved | wins
worked on | work | exercises | practice | practiced | today
topics covered | topics | topics learned | topics studied | materials covered | covered | study log | coding log
studied | what i studied | what i practiced | projects
project progress | problems solved | questions solved | solved
practice problems | study | daily update | update | updates | status update | diary | journal | activity log
fortschritt | fortschritte | heutiger fortschritt | heutige fortschritte | tagesfortschritt | logbuch | tagebuch
aktivitaten | erledigt | erledigtes | gemacht | was ich gemacht habe
was habe ich gemacht | geschafft | aufgaben | arbeit
progres | progression | avancement | avancees | progres realises
activites | realisations | realise | ce que j'ai fait | fait
qu'ai-je fait | travail effectue | travail realise | journal
accompli | accomplissements | taches | taches accomplies
progreso | progresos | avance | avances | actividades | lo que hice | que hice | hecho | logros | registro | diario
bitacora | tareas | tareas completadas | tareas realizadas | proyectos | trabajo realizado | actividad | realizado
progresso | progressos | atividades | o que fiz | o que eu fiz | feito | realizado | conquistas | registro | diario
tarefas | tarefas concluidas | atividade | avanco | avancos | projetos | estudei | o que estudei | concluido
progressi | progresso | attivita | cosa ho fatto | ho fatto | fatto | diario | compiti | risultati | completato
vooruitgang | voortgang | activiteiten | wat ik heb gedaan
wat heb ik gedaan | gedaan | dagboek | logboek | taken | voltooid
进展 | 进度 | 学习进度 | 学习记录 | 完成 | 完成情况 | 完成内容 | 完成的工作
完成事项 | 已完成 | 工作内容 | 做了什么 | 打卡 | 日志 | 任务 | 学习任务
活动 | 学习日志 | 工作进展 | 工作总结 | 做的事 | 所做 | 练习
進展 | 進度 | 學習進度 | 學習紀錄 | 學習記錄 | 完成事項 | 完成項目
工作內容 | 做了什麼 | 日誌 | 任務 | 學習日誌 | 活動 | 練習
進捗 | 進捗状況 | やったこと | やった事 | したこと | 実施内容 | 実施したこと | 作業内容
作業 | 行ったこと | 取り組んだこと | 完了 | 完了したこと | できたこと
活動内容 | 学習記録 | 学習ログ | 日報 | 日記 | 達成 | タスク | 成果
진행 상황 | 진행상황 | 진행한 내용 | 진행 내용 | 진행 | 진도 | 한 일 | 한일 | 한 것
했던 일 | 할 일 완료 | 완료 | 완료한 일 | 완료한 것 | 활동 | 작업
작업 내용 | 작업내용 | 작업한 내용 | 공부 | 학습 | 학습 기록 | 공부 기록
일지 | 업무 | 수행 내용 | 구현 내용 | 구현한 것 | 성과 | 풀이
tien do | tien trinh | da lam | da lam gi | nhung gi da lam
viec da lam | cong viec | cong viec da lam | hoat dong | hoan thanh
nhat ky | nhiem vu | toi da lam | minh da lam
प्रगति | गतिविधियाँ | गतिविधि | क्या किया | मैंने क्या किया | किया | कार्य | काम | पूर्ण | उपलब्धियाँ
pragati | kya kiya | maine kya kiya | kiya | kaam
прогресс | сегодняшний прогресс | дневник | что сделал | что сделала
что я сделал | что сделано | что я делал | сделано
сделал | сделала | выполнено | выполненные задачи | задачи
активность | активности | достижения | работа | ход работы
что делал | проделанная работа | практика | пройдено | журнал | лог
ilerleme | ilerlemem | ilerlemesi | gelisme | gelismeler | yapilanlar | yaptiklarim | ne yaptim | neler yaptim
yapilan isler | tamamlanan | tamamlananlar | tamamladiklarim
etkinlikler | gunluk | calismalar | calistiklarim | gorevler
kemajuan | progres | perkembangan | aktivitas | kegiatan
yang dikerjakan | yang saya kerjakan | apa yang dikerjakan
yang saya lakukan | apa yang saya lakukan | yang dilakukan
dikerjakan | selesai | pencapaian | tugas | catatan harian
"""

THOUGHTS = """
thoughts | thought | my thoughts | thoughts and feelings
feelings | feeling | how i feel | how i felt | reflections
reflection | retrospective | retro | self reflection | review
daily review | comments | comment | opinion | opinions
impressions | impression | difficulties | difficulty faced | challenges | challenge | challenges faced | problems
challenges encountered | solutions | problems faced | problem
problems encountered | issues | issues faced | blockers | blocker
blocked | obstacles | obstacle | struggles | struggle
struggled with | what i struggled with | hurdles | roadblocks
what went well | what went wrong | what could be improved
what can be improved | what was difficult | what was hard
what was challenging | areas for improvement | improvements | to improve | mistakes | questions | question
open questions | doubts | confusions | confusion | unclear | musings | ponderings | rant | frustrations | experience
gedanken | gedanke | gefuhle | reflexion | reflektion | meinung
kommentar | kommentare | eindrucke | probleme | problem
schwierigkeiten | herausforderungen | herausforderung | fragen | offene fragen | hindernisse | ruckblick | fazit
pensees | pensee | reflexions | reflexion | ressenti | ressentis | sentiments | impressions | impression | avis
commentaires | commentaire | remarques | remarque | difficultes | difficultes rencontrees | difficulte | problemes
problemes rencontres | defis | defi | obstacles | questions | retour | mon avis | reflexions personnelles
pensamientos | pensamiento | reflexiones | reflexion
sentimientos | sensaciones | opinion | opiniones | comentarios
comentario | impresiones | dificultades | problemas | problema | desafios | retos | preguntas | dudas | obstaculos
pensamentos | pensamento | reflexoes | reflexao | sentimentos | opiniao | comentarios | comentario | impressoes
dificuldades | dificuldade | problemas | problema | desafios
perguntas | duvidas | obstaculos | observacoes | consideracoes
pensieri | pensiero | riflessioni | riflessione | sentimenti
opinione | commenti | commento | impressioni | difficolta
problemi | sfide | domande | dubbi | considerazioni | osservazioni
gedachten | gedachte | gevoelens | reflectie | reflecties | mening
opmerkingen | opmerking | indrukken | moeilijkheden
problemen | uitdagingen | vragen | overpeinzingen
思考 | 感想 | 想法 | 心得 | 心得体会 | 学习心得 | 感受 | 体会 | 反思 | 感悟 | 复盘
问题 | 遇到的问题 | 困难 | 遇到的困难 | 疑问 | 难点 | 挑战 | 随想
評論 | 评论 | 碎碎念 | 吐槽
心得體會 | 學習心得 | 體會 | 複盤 | 問題 | 遇到的問題 | 困難 | 遇到的困難 | 疑問 | 難點 | 挑戰 | 隨想
思ったこと | 考えたこと | 感じたこと | 所感 | 感想 | 考察 | 反省 | 反省点 | 振り返り
ふりかえり | 気持ち | 悩み | 課題 | 問題点 | 困ったこと | 詰まったこと
つまずいたこと | 詰まったところ | 難しかったこと | 難しかった点
わからなかったこと | 疑問点 | コメント | 改善点 | ひとこと | 一言
느낀 점 | 느낀점 | 느낀 것 | 느낌 | 생각 | 소감 | 회고 | 후기 | 반성 | 의견 | 감상
어려웠던 점 | 어려운 점 | 어려웠던점 | 힘들었던 점 | 문제점 | 문제
문제 상황 | 고민 | 궁금한 점 | 질문 | 아쉬운 점 | 아쉬웠던 점 | 잘한 점
좋았던 점 | 개선할 점 | 부족한 점 | 트러블슈팅 | 이슈 | 하루 회고
suy nghi | cam nghi | cam nhan | cam xuc | nhan xet | kho khan | van de | thach thuc | cau hoi | thac mac | y kien
विचार | मेरे विचार | भावनाएँ | अनुभव | कठिनाइयाँ | कठिनाई | चुनौतियाँ
चुनौती | समस्याएँ | समस्या | प्रश्न | टिप्पणी | vichar
мысли | мысль | мои мысли | размышления | чувства | ощущения
впечатления | рефлексия | мнение | комментарий | комментарии
сложности | трудности | проблемы | проблема | вопросы | вопрос | что было сложно | ошибки
dusunceler | dusuncelerim | dusunce | duygular | hislerim | yorumlar
yorum | gorusler | zorluklar | karsilasilan zorluklar
sorunlar | karsilasilan sorunlar | sorular | degerlendirme | izlenimler
pemikiran | pikiran | perasaan | refleksi | pendapat | komentar | kesan | kesulitan | kendala | tantangan | masalah
masalah yang dihadapi | kendala yang dihadapi | pertanyaan | evaluasi | evaluasi diri | hambatan
"""

RESOURCES = """
resources | resource | resources used | resource list | learning resources | useful resources | tools & resources
references | reference | links | link | links to work | link to work
link to the work | link to my work | links to my work
link for work | work link | work links | link of work | link to todays work | link to project | project link
useful links | related links | reference links | sources | source
readings | reading | further reading | reading list
read more | additional reading | read | materials | material | course materials | study materials | study material
course link | course links | course | courses | video | videos
video link | youtube | tutorial | tutorials | article
articles | related article | related articles | book | books
documentation | docs | bibliography | credits | citations
image source | link to tweet | tweet | tweet link | tweets
link to post | linkedin post | blog | blog post | blog posts
medium | twitter | linkedin | certificate | certificates | demo | demo link | live demo | live | live link | website
deployed link | deployment | colab | kaggle | proof of work
screenshots | screenshot | images | see also | more info
evidence | url | urls | slides | papers | paper
ressourcen | quellen | quelle | verweise | referenzen | link zur arbeit | links zur arbeit | link zum projekt
nutzliche links | materialien | material | literatur | lernmaterial | weiterlesen | bucher | nachweise
ressources | ressource | references | reference | liens | lien | lien vers le travail | liens vers le travail
lien vers mon travail | lien du travail | lien vers le projet | lien utile | liens utiles | lectures
documentation | bibliographie | supports | lien vers le code
recursos | recurso | referencias | referencia | enlaces | enlace | enlace al trabajo | enlaces al trabajo
enlace a mi trabajo | enlaces a mi trabajo | link al trabajo
links al trabajo | link a mi trabajo | vinculo al trabajo
enlace del trabajo | enlaces utiles | fuentes | fuente | materiales | bibliografia | lecturas | documentacion
referencias | links uteis | link do trabalho | links do trabalho
link para o trabalho | links dos trabalhos | fontes
link para o projeto | links do trabalhos | materiais | fonte
leituras | bibliografia | link do projeto | documentacao
risorse | riferimenti | link al lavoro | link ai lavori
link al progetto | collegamenti | fonti | fonte | materiale
materiali | bibliografia | letture | link utili | documentazione
bronnen | bron | referenties | link naar werk | link naar het werk
links naar werk | link naar mijn werk | nuttige links
materiaal | verwijzingen
资源 | 学习资源 | 参考 | 参考资料 | 参考链接 | 参考文献 | 相关链接 | 链接
工作成果链接 | 成果链接 | 作品链接 | 项目链接 | 资料 | 学习资料 | 来源
课程地址 | 课程链接 | 阅读 | 教程 | 相关资料 | 推荐阅读 | 代码链接 | 视频
資源 | 學習資源 | 參考 | 參考資料 | 參考連結 | 參考文獻 | 相關連結 | 連結
工作連結 | 成果連結 | 作品連結 | 資料 | 來源 | 閱讀 | 教學 | 影片
リンク | リンク集 | 参考 | 参考資料 | 参考リンク | 参考文献 | 参考サイト | 参考url
参考記事 | 資料 | リソース | 教材 | 使用教材 | 成果物 | 作業リンク | 出典 | 書籍
관련 링크 | 링크 | 작업 링크 | 작업 내용 링크 | 참고 | 참고 자료 | 참고자료
참고 링크 | 참고링크 | 참고 문헌 | 참고 사이트 | 참조 | 자료 | 출처 | 레퍼런스
학습 자료 | 강의 | 강의 링크 | 결과물 | 교재 | 도서
tai lieu | tai lieu tham khao | tham khao | nguon | nguon tham khao
lien ket | link san pham | link bai tap | duong dan | tai nguyen
संसाधन | संदर्भ | लिंक | काम का लिंक | काम करने के लिए लिंक | काम के लिंक | स्रोत | kaam ka link | link of kaam
ресурсы | ресурс | ссылки | ссылка | ссылка на работу | ссылки на работу
ссылка на работы | ссылка на проект | полезные ссылки
источники | источник | материалы | литература | чтение | что почитать | ссылка на код | документация
kaynaklar | kaynak | baglantilar | baglanti | linkler
calisma linkleri | calisma linki | calisma baglantisi | referanslar
is baglantisi | calismanin linki | kaynakca | faydali linkler | okumalar | yararlanilan kaynaklar
sumber daya | sumber | referensi | tautan | tautan kerja
tautan pekerjaan | link pekerjaan | link tugas | materi belajar
sumber belajar | sumber pembelajaran | daftar pustaka | bacaan | tautan ke pekerjaan
"""

REPOSITORY = """
github repository | github repo | github | github link | github links | repository | repo | repo link | link to repo
link to github | link to code | code link | code links | source code | code | codes | my code | notebook | notebooks
link to notebook | notebook link | kaggle notebook | colab notebook
jupyter notebook | commit | commits | link to commit
quellcode | quelltext | depot github | depot | code source
repositorio | repositorio de github | codigo | codigo fuente
repositorio do github | repositorio github | codigo fonte | codice
codice sorgente | broncode | 代码 | 代码仓库 | 仓库 | 源码
项目地址 | 程式碼 | 原始碼 | コード | ソースコード | リポジトリ | 코드
소스 코드 | 깃허브 | 레포지토리 | ma nguon | कोड | код | исходный код
репозиторий | kod | kodlar | kaynak kod | depo | kode | kode sumber | repositori
"""

PLANS = """
plan | plans | next | next up | up next | next step | next steps | next plan | next plans | next goals | next goal
next day | next task | next tasks | next action | next actions | action items | whats next | what is next | upcoming
next session | next week | tomorrow | tomorrows plan | tomorrows plans | plan for tomorrow | plans for tomorrow
tomorrows goals | tomorrows goal | goal for tomorrow
goals for tomorrow | for tomorrow | tomorrows tasks | todo | todos
to do | to dos | to do tomorrow | todo list | to do list | tasks for tomorrow
future plans | future plan | future work | future goals
goals | goal | todays goals | todays goal | todays plan
goal of the day | objectives | objective | targets | target
focus | intentions | ideas | idea | backlog | to investigate | to learn | to review | needs review | still to do
things to do | things to learn | questions to explore
to be continued | remaining | pending | not done | in progress
what i will do | what ill do next | what i plan to do | planned | planning | reminder | reminders | want to learn
plane | nachster schritt | nachste schritte | morgen
plan fur morgen | plane fur morgen | ziel | ziele | zu tun | offen
ausblick | als nachstes | fur morgen | vorhaben | ideen | geplant
plan pour demain | demain | prochaine etape | prochaines etapes
objectif | objectifs | a faire | a faire demain | pour demain | lernziele fur morgen | la suite
programme | programme de demain | prochains objectifs | objectif de demain | objectifs de demain | idees | prevu
planes | manana | plan para manana | planes para manana | proximo paso | proximos pasos | siguiente paso
siguientes pasos | objetivos | objetivo | metas | meta | por hacer
pendiente | pendientes | para manana | lo que sigue
planos | plano | amanha | plano para amanha | planos para amanha
proximo passo | proximos passos | objetivos | objetivo
metas | meta | a fazer | pendencias | para amanha | proximas etapas | proxima etapa | pendente
piani | piano | domani | piano per domani | prossimo passo
prossimi passi | obiettivi | obiettivo | da fare | per domani
plannen | plan voor morgen | volgende stap | volgende stappen
doelen | doel | te doen | voor morgen | vervolgstappen
计划 | 明日计划 | 明天计划 | 明天的计划 | 明天 | 明日 | 下一步 | 下一步计划
后续计划 | 待办 | 待办事项 | 目标 | 今日目标 | 今日计划 | 学习计划
学习目标 | 未完成 | 接下来
計劃 | 計畫 | 明日計劃 | 明日計畫 | 明天計畫 | 明天的計畫 | 下一步計畫
待辦 | 待辦事項 | 目標 | 學習計畫 | 學習目標 | 接下來
明日の予定 | 明日やること | 明日の目標 | 明日の計画 | 明日すること | 明日 | 次回
次にやること | 次回やること | 次のステップ | 予定 | 今後の予定 | 今後
今後の課題 | やること | やりたいこと | 目標 | 今日の目標 | 計画 | 次やること
내일 할 일 | 내일 할일 | 내일 계획 | 내일 할 것 | 내일 목표 | 내일 | 내일의 계획
다음 할 일 | 다음 계획 | 다음 단계 | 앞으로의 계획 | 계획 | 할 일 | 할일
목표 | 학습 목표 | 오늘의 목표 | 해야 할 일 | 예정 | 향후 계획 | 추후 계획 | 공부할 것 | 더 공부할 것
ke hoach | ke hoach ngay mai | ngay mai | muc tieu | buoc tiep theo | viec can lam | can lam | tiep theo | du dinh
योजना | कल की योजना | कल | अगला कदम | अगले कदम | लक्ष्य | आगे | kal ka plan | kal | aage
план | планы | план на завтра | планы на завтра | завтра | на завтра | следующий шаг | следующие шаги | цель | цели
что дальше | дальше | дальнейшие планы | сделать | нужно сделать | в планах | задачи на завтра | цель на завтра
planlar | planim | yarin | yarinki plan | yarin icin plan
yarinin plani | sonraki adim | sonraki adimlar | hedef | hedefler
hedefim | yapilacaklar | yapilacak | siradaki | gelecek planlari
rencana | rencana besok | rencana untuk besok | besok | target besok
langkah selanjutnya | langkah berikutnya | tujuan
selanjutnya | yang akan dilakukan | rencana selanjutnya | rencana ke depan | akan datang
"""

MESSAGES = """
message | messages | message of the day | remark | remarks | quote | quotes | quote of the day | motivation | ps
shout out | shoutout | shoutouts | announcement | announcements | disclaimer | acknowledgement | acknowledgements
thanks | thank you | news | caption | post | gratitude
nachricht | nachrichten | zitat | botschaft | hinweis | dank | citation | citation du jour | message du jour | merci
mensaje | mensajes | frase del dia | cita | gracias | mensagem
mensagens | frase do dia | obrigado | messaggio | messaggi
citazione | grazie | bericht | berichten | citaat | 留言 | 寄语 | 名言 | 公告 | 消息
寄語 | 訊息 | メッセージ | 名言 | お知らせ | 메시지 | 명언 | 공지
loi nhan | thong diep | trich dan | संदेश | उद्धरण | сообщение
сообщения | цитата | цитата дня | mesaj | alinti | gunun sozu
pesan | kutipan
"""

META = """
files created | files changed | lines of code | github commits | commits | domain track | track | blockers
start | end | file | filename | heure de début | heure de fin | durée effective | início | fim | arquivo
date | dates | completion date | date completed | completed on
start date | end date | started on | finished on | tags
tag | hashtags | hours | hours spent | hour | hours coded
hours studied | time | time spent | time taken | time studied
time invested | time log | study time | coding time | duration
total time | total hours | total | start time | end time
streak | current streak | best streak | longest streak | mood
energy | energy level | weather | status | level | rating
difficulty | difficulty level | weekday | round | week | category | categories | platform | location
author | score | technologies | technologies used | tech stack | tech used | technology | tools used | tools | stack
languages used | language | type | sleep | confidence | pomodoros | session details | progress bar
datum | dauer | zeit | zeitaufwand | stunden | stimmung | schlagworter | lernzeit | stufe | uhrzeit | aufwand
duree | temps | temps passe | heures | humeur | niveau | statut | etiquettes | serie | mots cles
fecha | duracion | tiempo | tiempo dedicado | horas | horas dedicadas
estado | estado de animo | nivel | etiquetas | racha | animo
data | duracao | tempo | tempo gasto | tempo dedicado
horas estudadas | humor | nivel | etiquetas | sequencia | situacao
durata | tempo impiegato | ore | umore | livello | stato | etichette
duur | tijd | tijd besteed | uren | stemming | niveau
日期 | 时间 | 时长 | 学习时间 | 学习时长 | 用时 | 标签 | 心情 | 状态
天气 | 连续打卡 | 连续打卡天数 | 等级 | 难度 | 地点 | 打卡时间
時間 | 時長 | 學習時間 | 學習時長 | 標籤 | 狀態 | 天氣 | 難度
日付 | 学習時間 | 勉強時間 | 作業時間 | 所要時間 | 累計時間 | タグ | 気分 | 天気 | 状態 | 難易度 | レベル
날짜 | 시간 | 공부 시간 | 공부시간 | 학습 시간 | 학습시간 | 소요 시간
소요시간 | 태그 | 기분 | 날씨 | 상태 | 난이도 | 레벨 | 총 시간
ngay | thoi gian | thoi luong | gio | the | tam trang | trang thai | cap do
तारीख | दिनांक | समय | घंटे | टैग | मूड | स्थिति | स्तर | samay
дата | время | затраченное время | потрачено времени | часы | часов | теги
тег | настроение | статус | уровень | стрик | длительность | серия
tarih | sure | harcanan sure | calisma suresi | saat | etiketler | ruh hali | durum | seviye | seri | toplam sure
tanggal | waktu | durasi | jam | waktu belajar | tag | suasana hati
kondisi | tingkat | runtutan | waktu penyelesaian
"""

AMBIGUOUS = """
activity | address | article | blog | book | books | caption
category | certificate | challenge | code | codes | colab
comment | comments | commit | commits | concepts | conclusion
confidence | confusion | course | credits | data | date
dates | day | definitions | demo | deployment | depot | difficulty
docs | documentation | duration | energy | evidence
experience | facts | feeling | findings | focus | github | goal
goals | hour | hours | idea | ideas | images | improvements
insight | issues | journal | kaggle | knowledge | language
learning | lessons | level | link | links | live | location
log | logs | material | materials | medium | message | messages
mistakes | news | next | note | notebook | notebooks
objective | objectives | observations | opinion | paper | papers
pending | plan | planned | planning | platform | points
post | practice | problem | problems | project progress | question
quote | rating | read | reading | reference | references
reminder | repo | repository | review | round | score | screenshot
sleep | slides | solved | source | source code | sources
stack | status | study | summary | tag | tags | target | targets
tasks | technology | terminology | thought | time | tips
today | tools | topics | total | twitter | tweet | type | update
updates | url | urls | video | videos | weather | website
week | work | projects | exercises | done | completed | covered
learned | highlights | in progress | remaining | the | ngay
notions | faits | resume | fait | taches | serie | niveau | statut | objectif | hechos | datos | estado | nivel
fuente | fatos | conceitos | conceptos | situacao | fonte | stato
livello | stufe | datum | zeit | aufgaben | arbeit | ziel
概念 | 问题 | 問題 | 目标 | 目標 | 时间 | 時間 | 状态 | 狀態 | 任务 | 任務
代码 | 课题 | 課題 | タグ | レベル | コード | ポイント | 状態
개념 | 문제 | 코드 | 시간 | 상태 | 태그 | 레벨 | 작업 | 목표 | 자료
강의 | 포인트 | 정리 | 예정 | 핵심 | 활동 | 생각
код | время | дата | статус | уровень | цель | задачи | работа
источник | тег | понятия | проблема | вопрос | факты
kod | sure | durum | seviye | hedef | veri | masalah | materi | tugas
waktu | tingkat | konsep | kode | sumber | tag | fakta
समय | स्तर | स्थिति | कार्य | काम | लक्ष्य | कोड
"""
"""Labels that are just as often the subject of a sentence: as the term of a bullet, they say nothing of a section."""

BEFORE = """
my | our | the | some | a few | other | more | new | main | other
today | todays | daily | this days | days | overall
general | additional | extra | random | final | few
heute | heutige | heutiger | heutiges | meine | mein | tages
des tages | mes | mon | ma | les | la | le | mis | mi | los
las | el | hoy | meus | minhas | meu | minha | os | as | o | hoje
i miei | le mie | il mio | la mia | i | oggi | de | het | mijn
hom nay | bugun | bugunku | bugunun | gunun | gunluk | hari ini | saya
сегодня | сегодняшний | сегодняшние | мои | мой | что сегодня
आज की | आज का | आज के | आज | मेरे | मेरी | aaj ka | aaj ki | aaj ke | aaj | mere
今天的 | 今日的 | 今天 | 今日 | 本日 | 我的 | 个人 | 今日の | 本日の | 今日 | その日の | 오늘의 | 오늘 | 나의
"""
"""Words before a label that change nothing about it."""

AFTER = """
today | for today | of today | of the day | for the day | of day | so far | this week | here | that day | from today
heute | von heute | des tages | fur heute | aujourd'hui
d'aujourd'hui | du jour | de la journee | de ce jour | de hoy | hoy
del dia | para hoy | de hoje | hoje | do dia | para hoje | di oggi
oggi | del giorno | van vandaag | vandaag | van de dag
hom nay | trong ngay | cua ngay | bugun | hari ini | сегодня | за сегодня | за день | дня | на сегодня | आज | aaj
"""
"""Words after a label that change nothing about it."""

FREQUENT = (
    "thoughts",
    "progress",
    "resources",
    "link to work",
    "links to work",
    "key points",
    "keypoints",
    "takeaways",
    "key takeaways",
    "what i learned",
    "what i learnt",
    "today i learned",
    "things i learned",
    "reflections",
    "tomorrow",
    "references",
    "next steps",
    "daily logs",
    "completion date",
    "accomplishments",
    "enlace a mi trabajo",
    "enlaces a mi trabajo",
)
"""Labels common enough to be known with a slip of the finger in them."""
