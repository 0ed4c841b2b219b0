; SPDX-FileCopyrightText: 2026 Laufmappe contributors
; SPDX-License-Identifier: EUPL-1.2
; The installer for Windows: for one person, without an administrator. packaging/windows_installer.py calls makensis with
;   /DVERSION=… /DFOLDER=… (the program folder) /DOUT=… (the installer) /DICON=…
; Silent: Laufmappe-…-windows.exe /S        another place: /D=C:\Programme\Laufmappe (last, without quotes)
; Silent removal: "%LOCALAPPDATA%\Programs\Laufmappe\Entfernen.exe" /S

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
Name "Laufmappe"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Laufmappe"
InstallDirRegKey HKCU "Software\Laufmappe" "Folder"
BrandingText "Laufmappe ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Laufmappe"
VIAddVersionKey "FileDescription" "Laufmappe"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Laufmappe contributors, EUPL-1.2"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_FINISHPAGE_RUN "$INSTDIR\LaufmappeFenster.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_GERMAN} "Laufmappe läuft noch. Bitte schließen Sie das Fenster und versuchen Sie es noch einmal. Es wurde nichts verändert."
LangString RUNNING ${LANG_ENGLISH} "Laufmappe is still running. Please close its window and try again. Nothing was changed."
LangString PARCEL ${LANG_GERMAN} "Paket der Laufmappe"
LangString PARCEL ${LANG_ENGLISH} "Parcel of Laufmappe"
LangString CARD ${LANG_GERMAN} "Karte einer Stelle"
LangString CARD ${LANG_ENGLISH} "Card of a service"
LangString RECEIPT ${LANG_GERMAN} "Quittung für ein Paket"
LangString RECEIPT ${LANG_ENGLISH} "Receipt for a parcel"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Laufmappe"

; A program that runs can't be opened for writing.
!macro REFUSE_WHILE_RUNNING PROGRAM
  IfFileExists "$INSTDIR\${PROGRAM}" 0 +7
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    IfErrors 0 +3
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDOK
      Abort
    FileClose $0
!macroend

!macro FILE_TYPE ENDING NAME TEXT
  WriteRegStr HKCU "Software\Classes\${ENDING}" "" "${NAME}"
  WriteRegStr HKCU "Software\Classes\${NAME}" "" "${TEXT}"
  WriteRegStr HKCU "Software\Classes\${NAME}\DefaultIcon" "" "$INSTDIR\LaufmappeFenster.exe,0"
  WriteRegStr HKCU "Software\Classes\${NAME}\shell\open\command" "" '"$INSTDIR\LaufmappeFenster.exe" "%1"'
!macroend

!macro NO_FILE_TYPE ENDING NAME
  ReadRegStr $0 HKCU "Software\Classes\${ENDING}" ""
  StrCmp $0 "${NAME}" 0 +2
    DeleteRegKey HKCU "Software\Classes\${ENDING}"
  DeleteRegKey HKCU "Software\Classes\${NAME}"
!macroend

; Only what an installer has put there is removed: a folder that somebody chose may hold more.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\LICENSES"
  Delete "$INSTDIR\laufmappe.exe"
  Delete "$INSTDIR\LaufmappeFenster.exe"
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\Entfernen.exe"
!macroend

Section
  !insertmacro REFUSE_WHILE_RUNNING "LaufmappeFenster.exe"
  !insertmacro REFUSE_WHILE_RUNNING "laufmappe.exe"
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  ; makensis on Windows parts a path at \ alone; elsewhere it takes \ for /.
  File /r "${FOLDER}\*.*"
  WriteUninstaller "$INSTDIR\Entfernen.exe"
  CreateShortcut "$SMPROGRAMS\Laufmappe.lnk" "$INSTDIR\LaufmappeFenster.exe"
  WriteRegStr HKCU "Software\Laufmappe" "Folder" "$INSTDIR"
  !insertmacro FILE_TYPE ".laufmappe" "Laufmappe.Paket" "$(PARCEL)"
  !insertmacro FILE_TYPE ".laufmappe-karte" "Laufmappe.Karte" "$(CARD)"
  !insertmacro FILE_TYPE ".laufmappe-quittung" "Laufmappe.Quittung" "$(RECEIPT)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Laufmappe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\LaufmappeFenster.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Laufmappe contributors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Entfernen.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Entfernen.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_RUNNING "LaufmappeFenster.exe"
  !insertmacro REFUSE_WHILE_RUNNING "laufmappe.exe"
  !insertmacro REMOVE_PROGRAM
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Laufmappe.lnk"
  !insertmacro NO_FILE_TYPE ".laufmappe" "Laufmappe.Paket"
  !insertmacro NO_FILE_TYPE ".laufmappe-karte" "Laufmappe.Karte"
  !insertmacro NO_FILE_TYPE ".laufmappe-quittung" "Laufmappe.Quittung"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Laufmappe"
  ${RefreshShellIcons}
SectionEnd
